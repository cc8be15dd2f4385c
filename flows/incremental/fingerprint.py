"""What a run's results depend on beside the documents, as hashes: code, knowledge and libraries.

A hash of whole rooms, not of what each document needed: another version of the code, of a language pack or
of a reference table reads everything again. Of the contract only the columns and the models of a pack count
for reading: another check or description needs no document read again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from cronica import flows, schemas, seeds, warehouse

FLOWS, SCHEMAS, SEEDS, WAREHOUSE = (
    Path(str(each.__file__)).parent for each in (flows, schemas, seeds, warehouse)
)
READING = [FLOWS / room for room in ("language", "extract", "normalise", "interpret", "assemble", "reading")]
KNOWLEDGE = [SEEDS / "languages", SEEDS / "reference"]
KINDS = frozenset({".py", ".yml", ".csv", ".json", ".txt", ".sql", ".html", ".css", ".js"})
LIBRARIES = (
    *("ahocorasick_rs", "babel", "duckdb", "great-expectations", "lxml", "pandas", "polars", "pyarrow"),
    *("pycountry", "pypdfium2", "python-docx", "pyyaml", "rjieba", "selectolax", "simplemma"),
)


@cache
def of_reading() -> str:
    """The hash of what the rows of a document depend on beside the document."""
    return _hash([*_files([*READING, *KNOWLEDGE]), *_versions(), _columns()])


@cache
def of_all() -> str:
    """The hash of everything a release depends on beside the documents."""
    return _hash([*_files([FLOWS, SCHEMAS, WAREHOUSE, *KNOWLEDGE]), *_versions()])


def _columns() -> str:
    from cronica.schemas import registry, render

    return json.dumps(
        {
            table.name: {name: str(kind) for name, kind in render.polars_schema(table).items()}
            for table in registry.tables()
        }
    )


def _files(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in KINDS:
                yield f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _versions() -> Iterator[str]:
    yield sys.version
    for name in LIBRARIES:
        yield f"{name} {version(name)}"


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
