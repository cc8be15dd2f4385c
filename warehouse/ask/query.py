"""Questions asked of a release in SQL: they can read everything in it, and nothing else."""

import difflib
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow as pa
from cronica.warehouse.store import package

MEMORY_LIMIT = "1GB"
HUGEINT = pa.decimal128(38, 0)  # as Arrow has it

# In force before the file is opened, and locked. With no external access only the release is open;
# with no temporary directory a large query stops at the memory limit and leaves no file behind.
SAFE = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "lock_configuration": "true",
}

_READ_ONLY = "a release is read-only; write a SELECT, and change data by a new build"
_SAVE_YOURSELF = "nothing is written from here; write a SELECT and save its answer"
_FIXED = "the settings of this connection are fixed; write a SELECT"
_ALL_HERE = "one release is open and every table is in it; write a SELECT, SHOW TABLES lists the names"
_NO_EXTENSIONS = "extensions are not loaded here; write a SELECT with built-in functions"
ADVICE = {
    "COPY": _SAVE_YOURSELF,
    "EXPORT": _SAVE_YOURSELF,
    "SET": _FIXED,
    "VARIABLE_SET": _FIXED,
    "PRAGMA": _FIXED,
    "ATTACH": _ALL_HERE,
    "DETACH": _ALL_HERE,
    "LOAD": _NO_EXTENSIONS,
}

ACTING = frozenset(
    {
        *("enable_logging", "disable_logging", "truncate_duckdb_logs", "write_log"),
        *("enable_profiling", "disable_profiling", "checkpoint", "force_checkpoint"),
        *("query", "query_table", "json_execute_serialized_sql"),
        *("arrow_scan", "arrow_scan_dumb", "pandas_scan", "python_map_function"),
    }
)
"""Functions that a SELECT can call and that change the connection, run a text as SQL or read an address."""
_EXPLAIN = re.compile(
    r".*?\bexplain\b(?:\s+analyze\b)?(?:\s*\(\s*(?:analyze|format|verbose)\b[^()]*\))?",
    re.DOTALL | re.IGNORECASE,
)


VOCABULARY = """
SELECT name, string_agg(what, ', ' ORDER BY rank, what)
FROM (
    SELECT table_name AS name, 'table' AS what, 1 AS rank FROM duckdb_tables() WHERE NOT internal
    UNION ALL
    SELECT view_name, 'view', 1 FROM duckdb_views() WHERE NOT internal
    UNION ALL
    SELECT column_name, table_name, 2 FROM duckdb_columns() WHERE NOT internal
)
GROUP BY name
ORDER BY min(rank), name
"""


class QueryError(ValueError):
    """A question that cannot be answered; the message is one line that says what to do."""


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


def connect(release: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can only read this release. The caller closes it.

    Args:
        release: a release folder, such as ``Warehouse(root).current().path``.

    Raises:
        QueryError: the folder has no database, or a program has it open for writing.
    """
    database = release / package.DATABASE
    if not database.is_file():
        raise QueryError(f"no {package.DATABASE} in {release}: build the warehouse first")
    try:
        return duckdb.connect(str(database), read_only=True, config={**SAFE, "memory_limit": MEMORY_LIMIT})
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise QueryError(
                f"a program has {database} open for writing: close it, or open it there read-only"
            ) from None
        raise QueryError(one_line(error)) from None


def run(
    release: Path,
    sql: str,
    values: Mapping[str, object] | None = None,
    *,
    time_limit: float | None = None,
) -> pa.Table:
    """The answer to one question.

    Allowed is one statement that reads: SELECT, WITH, FROM, VALUES, PIVOT, DESCRIBE, SHOW, SUMMARIZE,
    EXPLAIN.

    Args:
        release: a release folder.
        sql: the question in DuckDB's SQL.
        values: the value of each ``$name`` in it; None is NULL.
        time_limit: seconds after which the query is stopped; None for no limit.

    Returns:
        The rows. A sum of whole numbers is ``int64``, as long as it fits, and not DuckDB's 128 bits.

    Raises:
        QueryError: the statement is of another kind, is wrong, or needs more memory or time than allowed.
    """
    with connect(release) as connection:
        try:
            statements = _accept(connection, sql)
            alarm = threading.Timer(time_limit, connection.interrupt) if time_limit else None
            if alarm:
                alarm.start()
            try:
                for statement in statements:
                    answer = connection.sql(statement, params=values or None)
                return _in_64_bits(answer.to_arrow_table())
            finally:
                if alarm:
                    alarm.cancel()
        except duckdb.InterruptException:
            raise QueryError(f"stopped after {time_limit:g} s: narrow it with WHERE or LIMIT") from None
        except duckdb.OutOfMemoryException:
            raise QueryError(
                f"needs more than the {MEMORY_LIMIT} of memory a query may use: narrow it with WHERE"
            ) from None
        except duckdb.PermissionException:
            raise QueryError(f"files and networks are out of reach: {_ALL_HERE}") from None
        except duckdb.Error as error:
            raise QueryError(_explain(connection, error)) from None


def tables(release: Path) -> list[TableSummary]:
    """Every table and view of a release in contract order, with its rows.

    Raises:
        QueryError: the release has no readable descriptor.
    """
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
    with connect(release) as connection:
        rows = connection.execute(
            "SELECT column_name, data_type, coalesce(comment, '') FROM duckdb_columns() "
            "WHERE NOT internal AND table_name = ? ORDER BY column_index",
            [table],
        ).fetchall()
        if not rows:
            raise QueryError(_no_table(connection, table))
        return [ColumnSummary(*row) for row in rows]


def vocabulary(release: Path) -> dict[str, str]:
    """What may stand in a question, for completion: tables, columns and keywords, each with what it is.

    Raises:
        QueryError: the release has no database that can be read.
    """
    with connect(release) as connection:
        names = dict(connection.execute(VOCABULARY).fetchall())
        keywords = connection.execute(
            "SELECT upper(keyword_name) FROM duckdb_keywords() ORDER BY 1"
        ).fetchall()
    return names | {keyword: "keyword" for (keyword,) in keywords}


def _accept(connection: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """The statements to run one after the other, when they are one question.

    DuckDB takes a PIVOT apart into the creation of temporary types, which have no text, and a SELECT.
    """
    statements: list[duckdb.Statement] = connection.extract_statements(sql)
    written = [each for each in statements if each.type.name != "CREATE" or each.query]
    if not written:
        raise QueryError("there is no question: write a SELECT")
    for statement in written:
        kind = statement.type.name
        if kind == "EXPLAIN":
            _accept(connection, _EXPLAIN.sub("", statement.query, count=1))  # ANALYZE would run it
        elif kind != "SELECT":
            raise QueryError(f"{kind} is refused: {ADVICE.get(kind, _READ_ONLY)}")
    if len(written) > 1:
        raise QueryError(f"{len(written)} statements given: ask one at a time")
    for name in _called(sql):
        if name in ACTING:
            raise QueryError(f"{name}() is refused: {_FIXED}")
    return statements


def _called(sql: str) -> Iterator[str]:
    """The names before an opening bracket, folded, outside texts and comments."""
    written = sql.encode()
    places = [place for place, _ in duckdb.tokenize(sql)]
    tokens = [written[start:end].decode() for start, end in pairwise([*places, len(written)])]
    for name, bracket in pairwise(tokens):
        if bracket.startswith("("):
            yield re.sub(r"--.*|/\*.*?\*/|[\s\"]+", "", name, flags=re.DOTALL).casefold()


def _in_64_bits(answer: pa.Table) -> pa.Table:
    """The answer with DuckDB's HUGEINT, which few tools read, as int64 where every value fits."""
    for position, field in enumerate(answer.schema):
        if field.type == HUGEINT:
            with suppress(pa.ArrowInvalid):
                answer = answer.set_column(position, field.name, answer[position].cast(pa.int64()))
    return answer


def _explain(connection: duckdb.DuckDBPyConnection, error: duckdb.Error) -> str:
    """DuckDB's message as one line, with the tables or columns the writer may have meant."""
    missing = re.search(r"Table with name (.+?) does not exist", str(error))
    return _no_table(connection, missing[1]) if missing else one_line(error)


def _no_table(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    return no_table(name, [row[0] for row in connection.execute("SHOW TABLES").fetchall()])


def no_table(name: str, names: Sequence[str]) -> str:
    """What to say of a table that is not among these."""
    close = difflib.get_close_matches(name.lower(), names, n=3)
    hint = f"did you mean {', '.join(close)}?" if close else f"there are {', '.join(names)}"
    return f"no table {name}: {hint}"


def one_line(error: duckdb.Error) -> str:
    """The first line, and DuckDB's own hint when the second line is one."""
    first, *more = (line.strip() for line in str(error).splitlines() if line.strip())
    return " ".join([first, *(line for line in more[:1] if line.startswith(("Candidate", "Did you mean")))])
