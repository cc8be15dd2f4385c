"""Refused rows, whole, as rows of the table ``quarantine``."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from cronica.flows.sources.discover import Refusal
from cronica.flows.validate.verdict import CheckResult
from cronica.schemas import registry, render
from cronica.schemas.model import Table

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
    refused = frame[positions]
    by_key = {key: faults[at] for key, at in zip(_keys(table, refused), positions, strict=True)}
    kept = frame.filter(~pl.int_range(pl.len()).is_in(positions))
    return kept, entries(table, refused, by_key, documents)


def entries(
    table: Table, refused: pl.DataFrame, faults: Mapping[str, Sequence[CheckResult]], documents: pl.DataFrame
) -> pl.DataFrame:
    """A row of ``quarantine`` for each refused row.

    Args:
        table: The contract of ``refused``.
        refused: Rows of the table.
        faults: Row key → the checks the row fails.
        documents: ``document_id``, ``source_path`` and ``source_sha256`` of every document.
    """
    sources = {row["document_id"]: row for row in documents.select(SOURCE).to_dicts()}
    found = [
        _entry(table, row, key, faults[key], sources.get(row["document_id"], {}))
        for key, row in zip(_keys(table, refused), refused.to_dicts(), strict=True)
    ]
    return pl.DataFrame(found, schema=render.polars_schema(registry.table("quarantine")))


def _keys(table: Table, rows: pl.DataFrame) -> list[str]:
    return ["|".join(map(str, key)) for key in rows.select(table.primary_key).rows()]


def _entry(
    table: Table, row: Mapping[str, Any], key: str, faults: Sequence[CheckResult], source: Mapping[str, Any]
) -> dict[str, str | None]:
    return Refusal(
        source_path=source.get("source_path"),
        source_sha256=source.get("source_sha256"),
        stage="validate",
        reason_code=faults[0].check_id,
        message=" ".join(map(_told, faults)),
        table_name=table.name,
        row_key=key,
        row_json=json.dumps(row, ensure_ascii=False, default=str),
    ).row()


def _told(fault: CheckResult) -> str:
    """What is wrong and why it matters; a rule says the first, an expectation what is right."""
    return f"{'' if fault.kind == 'rule' else 'Expected that '}{fault.message} {fault.reason}"
