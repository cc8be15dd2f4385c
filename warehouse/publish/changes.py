"""``changes.parquet``: which documents came, went or changed since the release before, for who follows.

A reader that keeps its own copy deletes the rows of every ``document_id`` that is named here, and reads those
of ``added`` and ``changed`` ones again.
"""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from cronica.schemas import registry
from cronica.schemas.quote import identifier, parquet
from cronica.warehouse.publish.verify import InvalidRelease
from cronica.warehouse.store import bounded, package

FILE = "changes.parquet"
SCHEMA = pa.schema(
    [
        pa.field("change", pa.string(), False, {"description": "added, changed or removed"}),
        pa.field("document_id", pa.string(), False, {"description": "of the document; its bytes decide it"}),
        pa.field("symbol", pa.string(), True, {"description": "as the newest release with it has it"}),
        pa.field("source_path", pa.string(), False, {"description": "as the newest release with it has it"}),
        pa.field("tables", pa.string(), False, {"description": "with rows that differ, with commas between"}),
    ]
)
CHANGES = """
SELECT
    CASE
        WHEN old.document_id IS NULL THEN 'added' WHEN new.document_id IS NULL THEN 'removed' ELSE 'changed'
    END AS change,
    coalesce(new.document_id, old.document_id) AS document_id,
    coalesce(new.symbol, old.symbol) AS symbol,
    coalesce(new.source_path, old.source_path) AS source_path,
    string_agg(DISTINCT differing.name, ',' ORDER BY differing.name) AS tables
FROM ({differing}) AS differing
LEFT JOIN {old} AS old USING (document_id)
LEFT JOIN {new} AS new ON differing.document_id = new.document_id
GROUP BY ALL
ORDER BY change, document_id
"""
DIFFERING = """
SELECT '{name}' AS name, document_id
FROM (SELECT document_id, sum(hash({columns})) AS content FROM {old} GROUP BY ALL) AS before
FULL JOIN (SELECT document_id, sum(hash({columns})) AS content FROM {new} GROUP BY ALL) AS after
    USING (document_id)
WHERE before.content IS DISTINCT FROM after.content AND document_id IS NOT NULL
"""


def write(before: Path | None, staged: Path) -> None:
    """Write what documents a staged release differs in from an older one; all are new when there is none.

    A damaged release, or one of another contract, is nothing to compare with.
    """
    try:
        rows = bounded.run(lambda connection: _compare(connection, before, staged))
    except (OSError, ValueError, pa.ArrowException, duckdb.Error):
        if before is None:
            raise InvalidRelease(f"{FILE}: the documents of the release cannot be read") from None
        rows = bounded.run(lambda connection: _compare(connection, None, staged))
    pq.write_table(rows.cast(SCHEMA), staged / FILE, compression="zstd")


def _compare(connection: duckdb.DuckDBPyConnection, before: Path | None, staged: Path) -> pa.Table:
    hashes = _hashes(before) if before else {}
    there = {name: value for name, value in _hashes(staged).items() if hashes.get(name) != value}
    parts = []
    for table in registry.tables():
        if "document_id" in table.columns and table.name in there and table.name != "quarantine":
            new = parquet(staged / f"{table.name}.parquet")
            old = parquet(before / f"{table.name}.parquet") if before else f"(FROM {new} WHERE false)"
            columns = ", ".join(map(identifier, table.columns))
            parts.append(DIFFERING.format(name=table.name, columns=columns, old=old, new=new))
    if not parts:
        return SCHEMA.empty_table()
    new = parquet(staged / "documents.parquet")
    old = parquet(before / "documents.parquet") if before else f"(FROM {new} WHERE false)"
    return connection.execute(
        CHANGES.format(differing=" UNION ALL ".join(parts), old=old, new=new)
    ).to_arrow_table()


def _hashes(release: Path) -> dict[str, str]:
    return {each["name"]: each["hash"] for each in package.read(release)["resources"]}
