"""The page of a release, ``report.html``: what the documents say and when, for a person with a browser.

The page holds everything up to a size; of a larger warehouse, what it does not hold stands in the folder
``report`` beside it, in files the page runs when they are asked for (a page opened as a file may not fetch).
Of a very large one it shows the latest documents, and says so.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from cronica.warehouse.report import page
from cronica.warehouse.report.data import Source, validation
from cronica.warehouse.store import bounded, package

__all__ = ["PAGE", "write"]

PAGE = "report.html"
DICTIONARY = "dictionary.html"
BESIDE = "report"

INSIDE_CHARACTERS = 2_000_000
"""Characters of document text up to which the paragraphs travel in the page itself."""

INSIDE_DOCUMENTS = 4_000
"""Documents up to which their index does: about 3 kB each."""


def write(staged: Path) -> None:
    """Write the page of a release whose tables, database, descriptor and validation report are complete.

    The same data gives the same bytes. The index and one part of the paragraphs are in memory at once.

    Args:
        staged: the release's folder.

    Raises:
        ValueError: the folder has no descriptor.
        FileNotFoundError: it has no validation report.
        duckdb.IOException: it has no database.
    """
    descriptor = package.read(staged)
    content = descriptor["id"]
    checked = validation(staged)

    def draw(connection: duckdb.DuckDBPyConnection) -> None:
        shutil.rmtree(staged / BESIDE, ignore_errors=True)
        source = Source(staged, connection)
        index = source.index()
        words = list(source.words())
        views = dict(source.views())
        known = {
            **index,
            "words": [name for name, _ in words],
            "views": [*views],
            "pairs": {name: views["compare"][name] for name in ("doc", "previous")}
            if "compare" in views
            else {},
            "release": content,
            "created": descriptor["created"][:10],
            "validation": checked,
        }
        data = [*words, *((f"view-{name}", _json(columns)) for name, columns in views.items())]
        inside = [("index", _json(known))]
        if source.characters() <= INSIDE_CHARACTERS:
            inside += [*data, *_parts(source)]
        else:
            _write_beside(staged / BESIDE, data)
            _write_beside(staged / BESIDE, _parts(source))
        if len(index["documents"]["id"]) > INSIDE_DOCUMENTS:
            _write_beside(staged / BESIDE, [inside.pop(0)])
        page.write(staged / PAGE, content, iter(inside))
        page.write_dictionary(staged / DICTIONARY)

    bounded.run(draw)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(source: Source) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(source.paragraphs()):
        yield f"part-{number:04d}", text


def _write_beside(folder: Path, parts: Iterable[tuple[str, str]]) -> None:
    """Write each part as a script that hands its data to the page; without parts there is no folder."""
    for name, text in parts:
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.js").write_text(f'cronica.receive("{name}",{text});\n', encoding="utf-8")
