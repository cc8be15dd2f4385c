"""Refused rows, whole, as rows of the table ``quarantine``."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from flows.validate.verdict import CheckResult
from schemas import registry, render
from schemas.model import Table

SOURCE = ("document_id", "source_path", "source_sha256")


def refuse(
    table: Table, frame: pl.DataFrame, failed: Iterable[CheckResult], documents: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Take the rows that fail any of the checks out of a table.

    Args:
        table: The contract of ``frame``.
        frame: Rows of the table.
        failed: Results with the positions of failing rows in ``frame``.
        documents: ``document_id``, ``source_path`` and ``source_sha256`` of every document.

    Returns:
        The rows kept, and one row of ``quarantine`` for each row taken out: the first check it fails is its
        ``reason_code``, and the message tells all.
    """
    faults: dict[int, list[CheckResult]] = {}
    for result in failed:
        for position in result.positions:
            faults.setdefault(position, []).append(result)
    positions = sorted(faults)
    if not positions:
        return frame, pl.DataFrame(schema=render.polars_schema(registry.table("quarantine")))
    sources = {row["document_id"]: row for row in documents.select(SOURCE).to_dicts()}
    refused = [
        _entry(table, row, faults[position], sources.get(row["document_id"], {}))
        for position, row in zip(positions, frame[positions].to_dicts(), strict=True)
    ]
    kept = frame.filter(~pl.int_range(pl.len()).is_in(positions))
    return kept, pl.DataFrame(refused, schema=render.polars_schema(registry.table("quarantine")))


def _entry(
    table: Table, row: Mapping[str, Any], faults: Iterable[CheckResult], source: Mapping[str, Any]
) -> dict[str, Any]:
    content = {
        "source_path": source.get("source_path"),
        "source_sha256": source.get("source_sha256"),
        "stage": "validate",
        "reason_code": next(fault.check_id for fault in faults),
        "message": " ".join(f"Expected that {fault.message} {fault.reason}" for fault in faults),
        "table_name": table.name,
        "row_key": "|".join(str(row[name]) for name in table.primary_key),
        "row_json": json.dumps(row, ensure_ascii=False, default=str),
    }
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return {"quarantine_id": digest[:16], **content}
