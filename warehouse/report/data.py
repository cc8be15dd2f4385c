"""What the page shows, read from a release: an index of all documents, and their paragraphs in parts."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from cronica.schemas import registry
from cronica.schemas.quote import identifier, literal
from cronica.warehouse.report.words import pieces
from cronica.warehouse.store.catalog import query_of
from cronica.warehouse.store.package import DATABASE

SQL = Path(__file__).parent / "sql"

PART_CHARACTERS = 400_000
"""Characters of text in a part: what a reader waits for when opening a document."""

DIMENSIONS = ("citation", "entity", "item", "opening", "session", "term", "year")
"""What is counted."""

VIEWS = ("followup", "compare", "items", "votes")
"""Views with data of their own, which only they load."""

PARTS_AT_ONCE = 8
"""Parts read by one query: enough that its start costs little."""

MOST_DOCUMENTS = 10_000
"""Documents on the page, the latest: a browser waits for 3 kB of index for each."""

MOST_VALUES = 2_000
"""Values of one count: the most frequent."""

MOST_TERMS = 300
"""Terms counted, the most frequent: nearly every document has nearly every common word."""

MOST_ROWS = 500
"""Refused rows listed, and doubts of one rule."""


def _statement(name: str, **values: int | Sequence[str]) -> str:
    """The text of a query, with values in the place of ``$names``."""
    statement = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    for key, value in values.items():
        statement = statement.replace(f"${key}", literal(value))
    return statement


MACROS = _statement("macros")
PARAGRAPHS = _statement("paragraphs")


class Source:
    """A release to make the page of. Nothing is written to it."""

    def __init__(self, release: Path, connection: duckdb.DuckDBPyConnection) -> None:
        """Open its database in a connection, which the caller closes.

        Args:
            release: its folder.
            connection: to a database in memory.
        """
        self._connection = connection
        connection.execute(f"ATTACH {literal(release / DATABASE)} AS release (READ_ONLY)")
        connection.execute("USE release")
        self._left_out = max(0, self._count("count(*)", "documents") - MOST_DOCUMENTS)
        if self._left_out:
            self._narrow()
        self._connection.execute(MACROS)
        self._connection.execute(_statement("places", part_characters=PART_CHARACTERS))

    def _narrow(self) -> None:
        """Have every query see the latest documents alone: views stand before the tables of their names."""
        self._connection.execute(_statement("latest", most=MOST_DOCUMENTS))
        for table in registry.of_documents():
            name = identifier(table.name)
            rows = f"FROM release.{name} SEMI JOIN latest USING (document_id)"
            self._connection.execute(f"CREATE TEMP VIEW {name} AS {rows}")
        for view in registry.views():  # those of the release would look at all documents
            self._connection.execute(f"CREATE TEMP VIEW {identifier(view.name)} AS {query_of(view.name)}")

    def index(self) -> dict[str, Any]:
        """All but the paragraphs and the validation: a list for each column of each query, and the totals."""
        roles, precisions = (list(registry.vocabularies()[f"date_{each}"]) for each in ("role", "precision"))
        plain = ("documents", "entities", "bodies", "items", "openings", "issue_counts")
        return {
            **{name: self._columns(name) for name in plain},
            "roles": roles,
            "precisions": precisions,
            "events": self._columns("events", roles=roles, precisions=precisions),
            "counts": self._counts(),
            "issues": self._columns("issues", rows=MOST_ROWS),
            "quarantine": self._columns("quarantine", rows=MOST_ROWS),
            "totals": {name: values[0] for name, values in self._columns("totals").items()},
            "left_out": self._left_out,
            "parts": self._columns("part_starts")["place"],
        }

    def views(self) -> Iterator[tuple[str, dict[str, list[Any]]]]:
        """Each view that has something to show, with a list for each column of its query."""
        for name in VIEWS:
            columns = self._columns(f"view_{name}")
            if any(columns.values()):
                yield name, columns

    def words(self) -> Iterator[tuple[str, str]]:
        """The words of all documents, in pieces: see ``cronica.warehouse.report.words``."""
        rows = self._connection.execute(_statement("words")).fetchall()
        yield from pieces(rows, self._count("count(*)", "places"))

    def characters(self) -> int:
        """Characters of text in all documents."""
        return self._count("coalesce(sum(length(text)), 0)", "paragraphs")

    def paragraphs(self) -> Iterator[str]:
        """Each part as JSON: its documents in the order of the index, each a list of paragraphs.

        DuckDB writes the JSON of a document: no mention passes through Python, and what is in memory does not
        grow with the warehouse.
        """
        parts = dict(self._connection.execute("SELECT document_id, part FROM places").fetchall())
        shown = ((parts[document], text) for document, text in self._texts() if document in parts)
        for _, texts in groupby(shown, key=itemgetter(0)):
            yield f"[{','.join(text for _, text in texts)}]"

    def _texts(self) -> Iterator[tuple[str, str]]:
        """The paragraphs of each document as JSON, in the order of ids; a query for each range of ids."""
        ranges = self._connection.execute(
            f"SELECT min(document_id) AS first, max(document_id) AS last FROM places "
            f"GROUP BY part // {PARTS_AT_ONCE} ORDER BY first"
        ).fetchall()
        for first, last in ranges:
            some = ", ".join(
                f"{identifier(table.name)} AS (FROM release.{identifier(table.name)} "
                f"WHERE document_id BETWEEN {literal(first)} AND {literal(last)})"
                for table in registry.of_documents()
            )
            query = (
                f"WITH {some} SELECT document_id, coalesce(text, '[]') FROM ({PARAGRAPHS}) RIGHT JOIN places "
                f"USING (document_id) WHERE document_id BETWEEN {literal(first)} AND {literal(last)} "
                "ORDER BY document_id"
            )
            yield from self._connection.execute(query).fetchall()

    def _counts(self) -> dict[str, list[Any]]:
        """One dimension after another: the lists of all at once take much memory."""
        found: dict[str, list[Any]] = defaultdict(list)
        for dimension in DIMENSIONS:
            of_one = self._columns("counts", dimension=dimension, values=MOST_VALUES, terms=MOST_TERMS)
            for name, values in of_one.items():
                found[name] += values
        return found

    def _count(self, what: str, table: str) -> int:
        (count,) = self._connection.execute(f"SELECT {what} FROM {table}").fetchone() or (0,)
        return int(count)

    def _columns(self, name: str, **values: int | Sequence[str]) -> dict[str, list[Any]]:
        columns: dict[str, list[Any]] = (
            self._connection.execute(_statement(name, **values)).to_arrow_table().to_pydict()
        )
        return columns


def validation(release: Path) -> dict[str, Any]:
    """The validation report without the checks that passed."""
    report = json.loads((release / "validation.json").read_text(encoding="utf-8"))
    checks = [check for table in report["tables"] for check in table["checks"]] + report["rules"]
    kept = ("id", "table", "message", "severity", "effect", "rows_examined", "rows_failing")
    return {
        "totals": report["totals"],
        "findings": [{name: check[name] for name in kept} for check in checks if check["status"] != "passed"],
    }
