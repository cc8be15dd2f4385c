"""The page of a release, ``report.html``: what the documents say and when, for a person with a browser.

The page holds everything up to a size; of a larger warehouse, what it does not hold stands in the folder
``report`` beside it, in files the page runs when they are asked for (a page opened as a file may not fetch).
Of a very large one it shows the latest documents, and says so.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
from cronica.warehouse.report import page
from cronica.warehouse.report.data import Source, paragraphs_of_documents, validation
from cronica.warehouse.store import bounded, package

__all__ = ["PAGE", "Drawn", "paragraphs_of_documents", "write"]

PAGE = "report.html"
BESIDE = "report"

INSIDE_CHARACTERS = 2_000_000
"""Characters of document text up to which the paragraphs travel in the page itself."""

INSIDE_DOCUMENTS = 4_000
"""Documents up to which their index does: about 3 kB each."""


def write(staged: Path, made: Sequence[Path] = ()) -> None:
    """Write the page of a release whose tables, database, descriptor and verdict are complete.

    The same data gives the same bytes. What is in memory at once is the index and one part of the paragraphs.

    Args:
        staged: the release's folder.
        made: what ``paragraphs_of_documents`` gives for all its documents, in files in the order of their
            ids; it is made here without.

    Raises:
        ValueError: the folder has no descriptor.
        FileNotFoundError: it has no verdict of validation.
        duckdb.IOException: it has no database.
    """
    Drawn(staged, made).write()


class Drawn:
    """A page that lacks only what the descriptor and the verdict say."""

    def __init__(self, staged: Path, made: Sequence[Path] = ()) -> None:
        """Draw the page of a release whose tables and database are complete; see ``write``.

        What stands beside the page is then in the folder, and nothing of one that was drawn before.
        """
        self._staged = staged

        def draw(connection: duckdb.DuckDBPyConnection) -> tuple[int, str, list[tuple[str, str]]]:
            shutil.rmtree(staged / BESIDE, ignore_errors=True)
            source = Source(staged, connection, made)
            documents, index = _index(source)
            if source.characters() <= INSIDE_CHARACTERS:
                return documents, index, list(_parts(source))
            _write_beside(staged / BESIDE, _parts(source))
            return documents, index, []

        self._documents, self._index, self._inside = bounded.run(draw)

    def write(self) -> None:
        """Write it, once descriptor and verdict are there."""
        verdict = _json({"validation": validation(self._staged)})
        inside = [("index", f"{self._index[:-1]},{verdict[1:]}"), *self._inside]
        if self._documents > INSIDE_DOCUMENTS:
            _write_beside(self._staged / BESIDE, [inside.pop(0)])
        page.write(self._staged / PAGE, package.read(self._staged)["id"], iter(inside))


def _index(source: Source) -> tuple[int, str]:
    """How many documents there are, and the index of them as JSON."""
    index = source.index()
    return len(index["documents"]["id"]), _json(index)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(source: Source) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(source.paragraphs()):
        yield f"part-{number:04d}", text


def _write_beside(folder: Path, pieces: Iterable[tuple[str, str]]) -> None:
    """Write each piece as a script that hands its data to the page; without pieces there is no folder."""
    for name, text in pieces:
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.js").write_text(f'cronica.receive("{name}",{text});\n', encoding="utf-8")
