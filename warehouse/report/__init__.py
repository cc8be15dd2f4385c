"""The page of a release, ``report.html``: what the documents say and when, for a person with a browser.

The page holds everything up to a size; of a larger warehouse, what it does not hold stands in the folder
``report`` beside it, in files the page runs when they are asked for (a page opened as a file may not fetch).
Of a very large one it shows the latest documents, and says so.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import duckdb

from warehouse import bounded, package
from warehouse.report import page
from warehouse.report.data import Source, paragraphs_of_documents

__all__ = ["PAGE", "paragraphs_of_documents", "write"]

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
        made: what ``paragraphs_of_documents`` gave for all its documents, in files; it is made here without.

    Raises:
        ValueError: the folder has no descriptor.
        FileNotFoundError: it has no verdict of validation.
        duckdb.IOException: it has no database.
    """

    def make(connection: duckdb.DuckDBPyConnection) -> None:
        source = Source(staged, connection, made)
        documents, index = _index(source)
        pieces: list[tuple[bool, Iterable[tuple[str, str]]]] = [
            (documents <= INSIDE_DOCUMENTS, [("index", index)]),
            (source.characters() <= INSIDE_CHARACTERS, _parts(source)),
        ]
        _write_beside(staged / BESIDE, chain.from_iterable(each for inside, each in pieces if not inside))
        page.write(
            staged / PAGE,
            package.read(staged)["id"],
            chain.from_iterable(each for inside, each in pieces if inside),
        )

    bounded.run(make)


def _index(source: Source) -> tuple[int, str]:
    """How many documents there are, and the index of them as JSON."""
    index = source.index()
    return len(index["documents"]["id"]), json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _parts(source: Source) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(source.paragraphs()):
        yield f"part-{number:04d}", text


def _write_beside(folder: Path, pieces: Iterable[tuple[str, str]]) -> None:
    """Write each piece as a script that hands its data to the page; without pieces there is no folder."""
    for name, text in pieces:
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.js").write_text(f'cronica.receive("{name}",{text});\n', encoding="utf-8")
