"""Compare the rows of a release with what a case expects of its document.

A case is an input beside a YAML file of the same name, with the keys ``kind`` and ``why`` and some of these three:

- ``expect``: table → patterns; each must match a row of the document.
- ``absent``: table → patterns; none may match a row of the document.
- ``count``: table → ``where`` (an SQL condition) and ``is`` (how many rows of the document meet it), or a list of them.

A pattern names columns and values. ``null`` is SQL NULL; ``~TEXT`` is a regular expression for the whole value.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import yaml

import cronica

INPUTS = {".txt", ".md", ".html", ".pdf"}
Row = dict[str, str | None]
Pattern = dict[str, str]


def read_case(file: Path) -> dict[str, Any]:
    """The YAML beside an input, all values as strings and all patterns in lists."""
    case: dict[str, Any] = yaml.load(file.with_suffix(".yml").read_text("utf-8"), yaml.CBaseLoader)
    for part in {"expect", "absent", "count"} & set(case):
        tables = case[part].items()
        case[part] = {table: [found] if isinstance(found, dict) else found for table, found in tables}
    return case


def matches(row: Row, pattern: Pattern) -> bool:
    """Whether every column of the pattern has its value in the row. A column the table lacks never matches."""
    return all(name in row and agrees(row[name], wanted) for name, wanted in pattern.items())


def agrees(value: str | None, wanted: str) -> bool:
    """Whether a value is the wanted one: itself, ``null`` or a regular expression after ``~``."""
    if wanted == "null":
        return value is None
    if wanted.startswith("~"):
        return value is not None and re.fullmatch(wanted[1:], value, re.DOTALL) is not None
    return value == wanted


class Release:
    """The tables of a published release, or of documents just read, asked for the rows of one source file."""

    def __init__(
        self, tables: duckdb.DuckDBPyConnection, columns: dict[str, set[str]], documents: dict[str, str]
    ):
        self.db = tables
        self.columns = columns
        """Name of a table → names of its columns."""
        self.documents = documents
        """source_path → document_id."""
        self.frames: dict[str, pl.DataFrame] = {}
        """Tables that DuckDB is shown when a case asks for them."""

    @classmethod
    def at(cls, folder: Path) -> "Release":
        """A published release."""
        tables = duckdb.connect(str(folder / "cronica.duckdb"), read_only=True)
        columns: dict[str, set[str]] = {}
        query = "SELECT table_name, column_name FROM information_schema.columns"
        for table, column in tables.execute(query).fetchall():
            columns.setdefault(table, set()).add(column)
        return cls(
            tables, columns, dict(tables.execute("SELECT source_path, document_id FROM documents").fetchall())
        )

    @classmethod
    def of(cls, document: cronica.Document) -> "Release":
        """A document read in this process."""
        frames, one = document.to_frames(), document.metadata
        columns = {name: set(frame.columns) for name, frame in frames.items()}
        release = cls(duckdb.connect(), columns, {one.source_path: one.document_id})
        release.frames = frames
        return release

    def rows(self, table: str, path: str, where: str = "true") -> list[Row]:
        """The document's rows of a table that meet an SQL condition. ``quarantine`` is asked by source_path."""
        if table in self.frames:
            self.db.register(table, self.frames.pop(table))
        by_path = "source_path" in self.columns[table]
        key, value = ("source_path", path) if by_path else ("document_id", self.documents.get(path))
        found = self.db.execute(f"SELECT * FROM {table} WHERE {key} = ? AND ({where})", [value])
        names = [column[0] for column in found.description]
        return [dict(zip(names, map(written, row), strict=True)) for row in found.fetchall()]


def written(value: object) -> str | None:
    """A value as YAML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def differences(case: dict[str, Any], path: str, release: Release) -> Iterator[str]:
    """Each expectation of a case that the release does not meet, as a line for the reader."""
    tables = {table for part in ("expect", "absent", "count") for table in case.get(part, {})}
    if missing := sorted(tables - set(release.columns)):
        yield f"the release has no table {', '.join(missing)}"
        return
    if path not in release.documents and tables != {"quarantine"}:
        reasons = [row["message"] for row in release.rows("quarantine", path)]
        yield f"the document was refused: {reasons}"
        return
    for table, patterns in case.get("expect", {}).items():
        rows = release.rows(table, path)
        for pattern in patterns:
            if not any(matches(row, pattern) for row in rows):
                yield f"{table} should have {pattern}\n{nearest(rows, pattern)}"
    for table, patterns in case.get("absent", {}).items():
        rows = release.rows(table, path)
        for pattern in patterns:
            for row in rows:
                if matches(row, pattern):
                    yield f"{table} should not have {pattern}\n{nearest([row], pattern)}"
    for table, counts in case.get("count", {}).items():
        for count in counts:
            found = release.rows(table, path, count["where"])
            if len(found) != int(count["is"]):
                yield f"{table} should have {count['is']} rows where {count['where']}, has {len(found)}"


def nearest(rows: list[Row], pattern: Pattern) -> str:
    """The three rows that agree with most of the pattern, as lines."""
    best = sorted(rows, key=lambda row: -sum(matches(row, {name: pattern[name]}) for name in pattern))
    shown = [{name: row.get(name) for name in [*pattern, "text"]} for row in best[:3]]
    return "\n".join(f"    has {row}" for row in shown) or "    has no row"
