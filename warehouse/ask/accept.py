"""Decides whether a person's SQL may be run, on what DuckDB's own parser says of it.

One statement that reads is accepted: SELECT, WITH, FROM, VALUES, PIVOT, DESCRIBE, SHOW TABLES, SUMMARIZE, and
EXPLAIN of one of them. Its tree may hold functions of ``functions.txt`` and tables of the release alone.
"""

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

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
_NOT_LISTED = "only functions that need nothing but the release may be called"
_OUT_OF_REACH = f"files and networks are out of reach: {_ALL_HERE}"
_ADDRESS = re.compile(r"[./:*]")
"""What the name of a file or an address has, and that of a table has not."""

CATALOG = frozenset(
    {"duckdb_columns", "duckdb_constraints", "duckdb_schemas", "duckdb_tables", "duckdb_views"}
)
"""Views of DuckDB that say what tables and columns there are; ``information_schema`` has others."""
SHOWN = frozenset({'"tables"', "__show_tables_expanded"})
"""What SHOW lists besides the columns of a table: SHOW TABLES and SHOW ALL TABLES."""
EXPLAIN_OPTIONS = frozenset(
    {"analyze", "format", "text", "json", "html", "graphviz", "yaml", "mermaid", "(", ")", ",", "'"}
)
_WORD = re.compile(rb'"((?:[^"]|"")*)"|[\w$\x80-\xff]+|.', re.DOTALL)


class Refused(ValueError):
    """A statement that is not run; the message is one line that says what to write in its place."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a statement may name, in lower case.

    Attributes:
        tables: tables and views of the release.
        database: the name of its database.
        functions: that may be called.
    """

    tables: frozenset[str]
    database: str
    functions: frozenset[str]

    @classmethod
    def of(cls, connection: "duckdb.DuckDBPyConnection") -> "Allowed":
        """What may be named in a question to the release that is open."""
        names = connection.execute("SELECT current_database(), table_name FROM information_schema.tables")
        rows = names.fetchall()
        lines = (Path(__file__).parent / "functions.txt").read_text(encoding="utf-8").splitlines()
        functions = {name for line in lines if not line.startswith("#") for name in line.split()}
        database = rows[0][0] if rows else ""
        return cls(frozenset(name for _, name in rows), database, frozenset(functions))


def accept(connection: "duckdb.DuckDBPyConnection", sql: str, allowed: Allowed) -> None:
    """Accept a text that is one question.

    Raises:
        Refused: it is not.
        duckdb.ParserException: it is no SQL.
    """
    statements = connection.extract_statements(sql)
    # A PIVOT without values is taken apart into the creation of temporary types and a SELECT, without text.
    written = [each for each in statements if each.type.name != "CREATE" or each.query]
    if not written:
        raise Refused("there is no question: write a SELECT")
    for statement in written:
        if (kind := statement.type.name) not in ("SELECT", "EXPLAIN"):
            raise Refused(f"{kind} is refused: {ADVICE.get(kind, _READ_ONLY)}")
    if len(written) > 1:
        raise Refused(f"{len(written)} statements given: ask one at a time")
    if written[0].type.name == "EXPLAIN":
        _accept_explained(connection, sql, allowed)
    elif len(statements) > 1:
        _accept_words(connection, sql, allowed)
    else:
        _accept_tree(_tree(connection, sql), allowed)


def _tree(connection: "duckdb.DuckDBPyConnection", sql: str) -> Any:
    """The statement as DuckDB's parser has it."""
    (written,) = connection.execute("SELECT json_serialize_sql($sql)", {"sql": sql}).fetchall()[0]
    try:
        tree = json.loads(written)
    except RecursionError:
        raise Refused("it is nested too deeply: write it in fewer levels") from None
    if tree["error"]:  # a PRAGMA that DuckDB rewrites as a SELECT, for one
        raise Refused(f"this kind of statement is refused: {_FIXED}")
    return tree["statements"]


def _accept_tree(tree: Any, allowed: Allowed) -> None:
    nodes = list(_nodes(tree))
    named = {each["key"].lower() for node in nodes for each in node.get("cte_map", {}).get("map", ())}
    for node in nodes:
        if "function_name" in node:
            _accept_function(node["function_name"], allowed)
        if node.get("type") == "BASE_TABLE":
            _accept_table(node, named, allowed)
        elif node.get("type") == "SHOW_REF" and not node["query"] and node["table_name"] not in SHOWN:
            raise Refused(f"this kind of SHOW is refused: {_ALL_HERE}")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            yield node
            left += node.values()
        elif isinstance(node, list):
            left += node


def _accept_function(name: str, allowed: Allowed) -> None:
    if name.lower() not in allowed.functions:
        close = difflib.get_close_matches(name.lower(), allowed.functions, n=1, cutoff=0.8)
        hint = f"did you mean {close[0]}()?" if close else _NOT_LISTED
        raise Refused(f"{name}() is refused: {hint}")


def _accept_table(node: dict[str, Any], named: set[str], allowed: Allowed) -> None:
    """Accept a table of the release, a WITH of this statement or a view of the catalog; a file is none."""
    name, schema, catalog = (node[key].lower() for key in ("table_name", "schema_name", "catalog_name"))
    if schema == "information_schema":
        return
    known = allowed.tables | named | CATALOG
    if name not in known or schema not in ("", "main") or catalog not in ("", allowed.database):
        is_file = not (schema or catalog) and _ADDRESS.search(name)
        raise Refused(_OUT_OF_REACH if is_file else no_table(node["table_name"], sorted(allowed.tables)))


def _accept_explained(connection: "duckdb.DuckDBPyConnection", sql: str, allowed: Allowed) -> None:
    """Accept an EXPLAIN when what stands behind it and its options is accepted.

    Each text that its options leave is tried, the longest first: ``EXPLAIN (SELECT 1)`` has no options.
    """
    import duckdb

    for rest, word in _words(sql):
        if word == "explain":
            continue
        try:
            return accept(connection, rest, allowed)
        except duckdb.ParserException:
            if word not in EXPLAIN_OPTIONS:
                raise


def _accept_words(connection: "duckdb.DuckDBPyConnection", sql: str, allowed: Allowed) -> None:
    """Accept a PIVOT without values when no word of it is a function that is not listed.

    DuckDB gives no tree of it. So no column of it may be called like such a function either.
    """
    rows = connection.execute("SELECT DISTINCT lower(function_name) FROM duckdb_functions()").fetchall()
    for name in sorted({name for (name,) in rows} & {word for _, word in _words(sql)}):
        _accept_function(name, allowed)


def _words(sql: str) -> Iterator[tuple[str, str]]:
    """The words and signs outside comments, in lower case, each after the text that begins with it."""
    import duckdb

    written = sql.encode()
    for place, _ in duckdb.tokenize(sql):
        if found := _WORD.match(written, place):
            word = found[0] if found[1] is None else found[1].replace(b'""', b'"')
            yield written[place:].decode(), word.decode().lower()


def no_table(name: str, names: Sequence[str]) -> str:
    """What to say of a table that is not among these."""
    close = difflib.get_close_matches(name.lower(), names, n=3)
    hint = f"did you mean {', '.join(close)}?" if close else f"there are {', '.join(names)}"
    return f"no table {name}: {hint}"
