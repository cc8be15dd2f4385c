"""Questions asked of a release in SQL: they can read everything in it, and nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cronica.warehouse.ask.accept import no_table
from cronica.warehouse.ask.sandbox import TIME_LIMIT, Answer, QueryError, Session

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["QueryError", "describe", "no_table", "run", "stream", "tables", "vocabulary"]

COLUMNS = """
SELECT table_name, column_name, data_type, coalesce(comment, '')
FROM duckdb_columns()
WHERE NOT internal
ORDER BY table_name, column_index
"""
VOCABULARY = """
SELECT name, string_agg(what, ', ' ORDER BY rank, what)
FROM (
    SELECT table_name AS name, 'table' AS what, 1 AS rank FROM duckdb_tables() WHERE NOT internal
    UNION ALL
    SELECT view_name, 'view', 1 FROM duckdb_views() WHERE NOT internal
    UNION ALL
    SELECT column_name, table_name, 2 FROM duckdb_columns() WHERE NOT internal
    UNION ALL
    SELECT upper(keyword_name), 'keyword', 3 FROM duckdb_keywords()
)
GROUP BY name
ORDER BY min(rank), name
"""


@dataclass(frozen=True, slots=True)
class TableSummary:
    """One table or view of a release."""

    name: str
    rows: int
    description: str


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """One column of a table or view: its DuckDB type and what it means."""

    name: str
    type: str
    description: str


@contextmanager
def stream(
    release: Path,
    sql: str,
    values: Mapping[str, object] | None = None,
    *,
    time_limit: float | None = TIME_LIMIT,
) -> Iterator[Answer]:
    """The answer to one question while it is computed; leaving the block ends the question.

    Allowed is one statement that reads: SELECT, WITH, FROM, VALUES, PIVOT, DESCRIBE, SHOW TABLES, SUMMARIZE,
    EXPLAIN. It runs in a process that can read this release and nothing else.

    Args:
        release: a release folder.
        sql: the question in DuckDB's SQL.
        values: the value of each ``$name`` in it; None is NULL.
        time_limit: seconds it may compute; None for no limit.

    Raises:
        QueryError: the statement is of another kind, is wrong, or needs more memory or time than allowed.
            It may come after some rows.
    """
    with Session() as session:
        yield session.open(_database(release)).ask(sql, values, time_limit=time_limit)


def run(
    release: Path,
    sql: str,
    values: Mapping[str, object] | None = None,
    *,
    time_limit: float | None = TIME_LIMIT,
) -> "pa.Table":
    """The whole answer to one question; see :func:`stream`.

    Returns:
        The rows. A sum of whole numbers is ``int64``, as long as it fits, and not DuckDB's 128 bits.

    Raises:
        QueryError: as for ``stream``; or the answer has more than ``LARGEST`` bytes.
    """
    with stream(release, sql, values, time_limit=time_limit) as answer:
        return _in_64_bits(answer.whole())


def tables(release: Path) -> list[TableSummary]:
    """Every table and view of a release in contract order, with its rows.

    Raises:
        QueryError: the release has no readable descriptor.
    """
    from cronica.warehouse.store import package

    try:
        resources = package.read(release)["resources"]
    except ValueError as error:
        raise QueryError(str(error)) from None
    return [
        TableSummary(each["name"], each["rowCount"], each["description"])
        for each in resources
        if "rowCount" in each
    ]


def describe(release: Path, table: str) -> list[ColumnSummary]:
    """The columns of one table or view, in order.

    Raises:
        QueryError: the release has no table of that name.
    """
    columns = _ours(release, COLUMNS)
    rows = [row for name, *row in columns if name == table]
    if not rows:
        raise QueryError(no_table(table, sorted({name for name, *_ in columns})))
    return [ColumnSummary(*row) for row in rows]


def vocabulary(release: Path) -> dict[str, str]:
    """What may stand in a question, for completion: tables, columns and keywords, each with what it is.

    Raises:
        QueryError: the release has no database that can be read.
    """
    return dict(_ours(release, VOCABULARY))


def _ours(release: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a statement of ours."""
    with Session() as session:
        answer = session.open(_database(release)).ours(sql)
    return list(zip(*answer.to_pydict().values(), strict=True))


def _database(release: Path) -> Path:
    from cronica.warehouse.store import package

    database = release / package.DATABASE
    if not database.is_file():
        raise QueryError(f"no {package.DATABASE} in {release}: build the warehouse first")
    return database


def _in_64_bits(answer: "pa.Table") -> "pa.Table":
    """The answer with DuckDB's HUGEINT, which few tools read, as int64 where every value fits."""
    import pyarrow as pa

    for position, field in enumerate(answer.schema):
        if field.type == pa.decimal128(38, 0):  # as Arrow has it
            with suppress(pa.ArrowInvalid):
                answer = answer.set_column(position, field.name, answer[position].cast(pa.int64()))
    return answer
