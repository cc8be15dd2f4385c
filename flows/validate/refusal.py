"""Rows that are refused once all tables are written: out of the files, and what hangs on them with them.

A fact read from a document goes alone. A fault in a document's own row or in its paragraphs takes the whole
document, since everything else in it stands on those. What refers to a row that is gone loses the reference
where the contract lets it be null, and goes too where it does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
from cronica.flows.validate import quarantine
from cronica.flows.validate.verdict import CheckResult
from cronica.schemas import registry, render
from cronica.schemas.model import Table
from cronica.warehouse.store.write import ROW_GROUP_ROWS, TableWriter, read_table

WHOLE_DOCUMENT = ("documents", "paragraphs")
"""Tables in which a bad row takes its document."""

Faults = Mapping[str, list[CheckResult]]
"""Row key → the checks the row fails."""


def is_fact(table: Table) -> bool:
    """Whether the rows of a table are facts read from a document."""
    return table.name not in WHOLE_DOCUMENT and any(key.table == "documents" for key in table.foreign_keys)


def rows_at_fault(results: Iterable[CheckResult]) -> dict[str, dict[str, list[CheckResult]]]:
    """Table → key → checks, for the rows that failed rules name; ``documents`` has those that go whole."""
    found: dict[str, dict[str, list[CheckResult]]] = defaultdict(dict)
    for result in results:
        for document, table, key in result.named:
            whole = table in WHOLE_DOCUMENT
            faults = found["documents" if whole else table].setdefault(document if whole else key, [])
            faults += [] if result in faults else [result]
    return found


def take_out(faults: Mapping[str, Faults], gone: Mapping[str, set[str]], staged: Path) -> pl.DataFrame:
    """Rewrite the tables without the rows at fault.

    Args:
        faults: the rows to refuse, as ``rows_at_fault`` gives them.
        gone: table → keys of rows that were refused before and may still be referred to; the rows refused
            here are added.
        staged: folder with all tables.

    Returns:
        A row of ``quarantine`` for each row refused; a whole document is one.
    """
    documents = read_table(staged / "documents.parquet")
    whole = set(faults.get("documents", ()))
    entries = [pl.DataFrame(schema=render.polars_schema(registry.table("quarantine")))]
    for table in registry.tables():
        here = faults.get(table.name, {})
        names = [key for key in table.foreign_keys if key.table in gone or key.table in faults]
        if not here and not names and not (whole and "document_id" in table.columns):
            continue
        path = staged / f"{table.name}.parquet"
        lost = {key: list(gone.get(key.table, set()).union(faults.get(key.table, ()))) for key in names}
        row_key = pl.concat_str(*(pl.col(name).cast(pl.String) for name in table.primary_key), separator="|")
        with TableWriter(table, path) as writer:
            for batch in pq.ParquetFile(path).iter_batches(ROW_GROUP_ROWS):
                rows = pl.DataFrame(pl.from_arrow(batch))
                leaves = row_key.is_in(list(here))
                entries.append(quarantine.entries(table, rows.filter(leaves), here, documents))
                if "document_id" in table.columns:
                    leaves |= pl.col("document_id").is_in(list(whole))
                for key, keys in lost.items():
                    is_lost = pl.col(key.field).is_in(keys)
                    if table.field(key.field).nullable:
                        rows = rows.with_columns(pl.when(~is_lost).then(key.field).alias(key.field))
                    else:
                        leaves |= is_lost
                writer.append(rows.filter(~leaves))
    return pl.concat(entries)
