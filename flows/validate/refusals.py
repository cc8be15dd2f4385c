"""Take refused rows out of the tables of a staging folder, and enter them in ``quarantine``.

A fact read from a document is refused alone. A fault in a document's own row or in its paragraphs refuses the
whole document, since everything else in it depends on those. A row that refers to a refused row loses the
reference where the contract allows a null there, and leaves too where it does not.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from cronica.flows.sources.discover import Refusal
from cronica.flows.validate.result import CheckResult, no_rows
from cronica.schemas import registry
from cronica.schemas.model import Table
from cronica.warehouse.store.write import ROW_GROUP_ROWS, TableWriter, read_table, write_table

WHOLE_DOCUMENT = ("documents", "paragraphs")
"""Tables in which a failing row refuses its document."""

SOURCE = ("document_id", "source_path", "source_sha256")

Faults = dict[str, dict[str, list[CheckResult]]]
"""Table → row key → the checks the row fails; ``documents`` holds the documents that are refused whole."""


def is_fact(table: Table) -> bool:
    """Whether the rows of a table are facts read from a document."""
    return table.name not in WHOLE_DOCUMENT and any(key.table == "documents" for key in table.foreign_keys)


def faults(results: Iterable[CheckResult]) -> Faults:
    """The rows that failed checks name."""
    found: Faults = defaultdict(dict)
    for result in results:
        for document, table, key in result.named:
            whole = table in WHOLE_DOCUMENT
            checks = found["documents" if whole else table].setdefault(str(document) if whole else key, [])
            checks += [] if result in checks else [result]
    return found


def take_out(found: Faults, gone: Mapping[str, set[str]], staged: Path) -> pl.DataFrame:
    """Rewrite the tables without the failing rows.

    Args:
        found: the rows to refuse.
        gone: table → keys of rows that were refused before and may still be referred to.
        staged: folder with all tables.

    Returns:
        One row of ``quarantine`` for each row refused, also written to that table. A whole document is one
        row.
    """
    documents = read_table(staged / "documents.parquet")
    entries = [no_rows()]
    for table in registry.tables():
        entries += _without(table, found, gone, documents, staged)
    refused = pl.concat(entries)
    path = staged / "quarantine.parquet"
    write_table(pl.concat([read_table(path), refused]), registry.table("quarantine"), path)
    return refused


def _without(
    table: Table, found: Faults, gone: Mapping[str, set[str]], documents: pl.DataFrame, staged: Path
) -> list[pl.DataFrame]:
    """Rewrite one table, if rows leave it or lose a reference; return the rows refused as ``quarantine``."""
    here = found.get(table.name, {})
    whole = list(found.get("documents", ())) if "document_id" in table.columns else []
    lost = {
        key: [*gone.get(key.table, ()), *found.get(key.table, ())]
        for key in table.foreign_keys
        if key.table in gone or key.table in found
    }
    if not here and not whole and not lost:
        return []
    path = staged / f"{table.name}.parquet"
    row_key = pl.concat_str(*(pl.col(name).cast(pl.String) for name in table.primary_key), separator="|")
    entries = []
    with TableWriter(table, path) as writer, pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROW_GROUP_ROWS):
            rows = pl.DataFrame(pl.from_arrow(batch))
            leaves = row_key.is_in(list(here))
            entries.append(_entries(table, rows.filter(leaves), here, documents))
            if whole:
                leaves |= pl.col("document_id").is_in(whole)
            for key, keys in lost.items():
                is_lost = pl.col(key.field).is_in(keys)
                if table.field(key.field).nullable:
                    rows = rows.with_columns(pl.when(~is_lost).then(key.field).alias(key.field))
                else:
                    leaves |= is_lost
            writer.append(rows.filter(~leaves))
    return entries


def _entries(
    table: Table,
    refused: pl.DataFrame,
    checks: Mapping[str, Sequence[CheckResult]],
    documents: pl.DataFrame,
) -> pl.DataFrame:
    """One row of ``quarantine`` for each refused row.

    The first check that the row fails is its ``reason_code``; the message names all of them.
    """
    sources = {row["document_id"]: row for row in documents.select(SOURCE).to_dicts()}
    keys = ["|".join(map(str, key)) for key in refused.select(table.primary_key).rows()]
    found = [
        _entry(table, row, key, checks[key], sources.get(row["document_id"], {}))
        for key, row in zip(keys, refused.to_dicts(), strict=True)
    ]
    return pl.DataFrame(found, schema=no_rows().schema)


def _entry(
    table: Table, row: Mapping[str, Any], key: str, checks: Sequence[CheckResult], source: Mapping[str, Any]
) -> dict[str, str | None]:
    return Refusal(
        source_path=source.get("source_path"),
        source_sha256=source.get("source_sha256"),
        stage="validate",
        reason_code=checks[0].check_id,
        message=" ".join(map(_message, checks)),
        table_name=table.name,
        row_key=key,
        row_json=json.dumps(row, ensure_ascii=False, default=str),
    ).row()


def _message(check: CheckResult) -> str:
    """What is wrong and why it matters; the message of an expectation says what is right."""
    return f"{'' if check.kind == 'rule' else 'Expected that '}{check.message} {check.reason}"
