"""What two releases differ in: columns, numbers of rows, and rows added, removed and changed by key.

Read from the Parquet files of both by DuckDB within a bound on memory, so neither release is ever held whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from cronica.schemas.quote import identifier, parquet
from cronica.warehouse.publish.verify import InvalidRelease
from cronica.warehouse.store import bounded, package

REPORT = "diff.json"
"""File of a release that says what it differs in from the one before it."""

EXAMPLES = 5
"""Keys named for each kind of difference in a table, the first in order."""

LONGEST = 200
"""Characters of a value of theirs."""

KINDS = ("added", "removed", "changed")


def compare(before: Path | None, after: Path) -> dict[str, Any]:
    """The differences between two release folders.

    A row is changed when its key is in both and a column that both have, with the same type, is not the same.
    Rows of a view, which has no key, are only counted.

    Args:
        before: the older release; None for nothing at all.
        after: the newer one.

    Returns:
        ``contract`` (version ``before`` and ``after``) and ``tables``: for each table or view of either, in
        the order of the newer, its ``name``, ``rows`` (``before`` and ``after``; None where it does not
        exist), ``columns`` (names ``added``, ``removed`` and ``retyped``) and ``keys``: None without a key
        common to both, else ``added``, ``removed`` and ``changed``, each with ``rows`` and ``examples``.
        ``changed`` has ``values`` too: for each example, by column, the value before and after as text.

    Raises:
        InvalidRelease: a file of either cannot be read.
    """
    try:
        old = package.read(before) if before else {"resources": []}
        new = package.read(after)
        earlier, later = _tables(old), _tables(new)
        sides = {
            name: (Side(before, earlier.get(name)), Side(after, later.get(name)))
            for name in dict.fromkeys((*later, *earlier))
        }
        tables = bounded.run(
            lambda connection: [_compare(connection, name, *both) for name, both in sides.items()]
        )
    except (OSError, ValueError, pa.ArrowException, duckdb.Error) as error:
        raise InvalidRelease(f"cannot be compared: {error}") from None
    return {"contract": {"before": old.get("version"), "after": new.get("version")}, "tables": tables}


def write(before: Path | None, staged: Path) -> None:
    """Write what ``staged`` differs in from an older release to its ``diff.json``.

    A damaged release is nothing to compare with.
    """
    try:
        report = {"before": before.name if before else None, **compare(before, staged)}
    except InvalidRelease:
        report = {"before": None, **compare(None, staged)}
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (staged / REPORT).write_text(text + "\n", encoding="utf-8")


def read(release: Path) -> dict[str, Any]:
    """The report ``write`` left in a release.

    Raises:
        OSError: it has none.
    """
    found: dict[str, Any] = json.loads((release / REPORT).read_text(encoding="utf-8"))
    return found


def is_same(table: Mapping[str, Any]) -> bool:
    """Whether a table of a report has the same columns, the same number of rows and no changed keys."""
    keys = table["keys"] or {}
    return (
        table["rows"]["before"] == table["rows"]["after"]
        and not any(table["columns"].values())
        and not any(kind["rows"] for kind in keys.values())
    )


def _tables(descriptor: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in descriptor["resources"] if "rowCount" in each}


@dataclass(frozen=True, slots=True)
class Side:
    """One table as one release has it.

    Attributes:
        folder: the release; None when there is no release on this side.
        resource: the table in its descriptor; None when it has no such table.
    """

    folder: Path | None
    resource: Mapping[str, Any] | None

    @property
    def path(self) -> Path | None:
        """The table's file."""
        return self.folder / self.resource["path"] if self.folder and self.resource else None

    @property
    def file(self) -> str | None:
        """The table as a FROM item."""
        return parquet(self.path) if self.path else None

    @property
    def columns(self) -> dict[str, str]:
        """Column → type, in order."""
        if self.path is None:
            return {}
        schema = pq.read_metadata(self.path).schema
        columns = (schema.column(at) for at in range(len(schema)))
        return {column.name: f"{column.physical_type} {column.logical_type}" for column in columns}


def _compare(connection: duckdb.DuckDBPyConnection, name: str, old: Side, new: Side) -> dict[str, Any]:
    before, after = old.columns, new.columns
    both = [column for column in before if column in after]
    same = [column for column in both if before[column] == after[column]] or list(before or after)
    return {
        "name": name,
        "rows": {
            "before": old.resource["rowCount"] if old.resource else None,
            "after": new.resource["rowCount"] if new.resource else None,
        },
        "columns": {
            "added": [column for column in after if column not in before],
            "removed": [column for column in before if column not in after],
            "retyped": [column for column in both if column not in same],
        },
        "keys": _keys(connection, old, new, same),
    }


def _keys(
    connection: duckdb.DuckDBPyConnection, old: Side, new: Side, columns: Sequence[str]
) -> dict[str, Any] | None:
    """Rows added, removed and changed; None when the two have no key in common.

    Rows are compared by a 64-bit hash of their columns: only the hash is kept in memory.
    """
    keys = [side.resource["schema"].get("primaryKey", []) for side in (old, new) if side.resource]
    if not keys[0] or keys[0] != keys[-1] or not set(keys[0]) <= set(columns):
        return None
    found: dict[str, Any] = {kind: {"rows": 0, "examples": []} for kind in KINDS}
    found["changed"]["values"] = {}
    if old.resource and new.resource and old.resource["hash"] == new.resource["hash"]:
        return found
    key = ", ".join(map(identifier, keys[0]))
    content = ", ".join(map(identifier, columns))
    sides = [
        f"SELECT {key}, hash({content}) AS content FROM {side.file or f'{other.file} WHERE false'}"
        for side, other in ((old, new), (new, old))
    ]
    differences = connection.execute(f"""
        SELECT kind, count(*), min(row_key, {EXAMPLES})
        FROM (
            SELECT concat_ws('|', {key}) AS row_key,
                   CASE WHEN before.content IS NULL THEN 'added' WHEN after.content IS NULL THEN 'removed'
                        WHEN before.content <> after.content THEN 'changed' END AS kind
            FROM ({sides[0]}) AS before FULL JOIN ({sides[1]}) AS after USING ({key})
        )
        WHERE kind IS NOT NULL GROUP BY kind""").fetchall()
    for kind, rows, examples in differences:
        found[kind].update(rows=rows, examples=examples)
    if examples := found["changed"]["examples"]:
        before, after = (_texts(connection, side, keys[0], columns, examples) for side in (old, new))
        found["changed"]["values"] = {
            key: {
                column: _cut(was, now)
                for column, was, now in zip(columns, before[key], after[key], strict=True)
                if was != now
            }
            for key in examples
        }
    return found


def _texts(
    connection: duckdb.DuckDBPyConnection,
    side: Side,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[str],
) -> dict[str, tuple[str | None, ...]]:
    """The values of some rows as text, by their keys."""
    texts = ", ".join(f"{identifier(column)}::VARCHAR" for column in columns)
    found = connection.execute(
        f"""SELECT concat_ws('|', {", ".join(map(identifier, key))}) AS row_key, {texts}
        FROM {side.file} WHERE row_key IN (FROM unnest($rows))""",
        {"rows": list(rows)},
    )
    return {name: tuple(values) for name, *values in found.fetchall()}


def _cut(was: str | None, now: str | None) -> list[str | None]:
    """Two values as far as they are shown: long ones from a little before the first difference."""
    both = enumerate(zip(was or "", now or "", strict=False))
    same = next((place for place, (one, other) in both if one != other), 0)
    start = max(0, same - LONGEST // 5)
    return [value and ("…" if start else "") + value[start : start + LONGEST] for value in (was, now)]
