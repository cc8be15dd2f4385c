"""The gate: which failures stop publishing, which rows are refused, what is only noted.

* A check or rule that could not run stops publishing, whatever its severity.
* A failing ``warning`` or ``info`` is noted and never blocks.
* A failing ``error`` stops publishing when more than single rows are at fault: the shape of a table, a key or
  a reference to one, a share of rows, a rule across tables, any row of a table that others stand on
  (documents, paragraphs, reference tables, the quarantine itself).
* What is left are bad rows among the facts read from a document. They are refused: taken out of their table
  and entered whole in ``quarantine``. When more than ``REFUSED_ROWS`` rows of a table and more than
  ``REFUSED_SHARE`` of it would go, more than those rows is at fault, and publishing stops instead.

Rules run on exactly the rows to be published, so a row refused from under another one is caught by the rule
for that foreign key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from flows.validate import quarantine, rules, suite
from flows.validate.examine import Answers, Rows, together
from flows.validate.verdict import CheckResult, Effect, Verdict
from schemas import registry, render
from schemas.expectations import expectations
from schemas.model import Table
from warehouse.write import TableWriter

REFUSED_SHARE = 0.01
REFUSED_ROWS = 5


def validate(
    pieces: Sequence[Any],
    answers: Sequence[Answers],
    rows: Rows,
    whole: Mapping[str, pl.DataFrame],
    staged: Path,
) -> Verdict:
    """Decide about every table of the contract, and write what may be published.

    Args:
        pieces: the documents in pieces, in the order of the contract.
        answers: those of ``examine`` for each piece.
        rows: the rows of a piece in a table.
        whole: the tables that are not in pieces.
        staged: folder to write every table to, without the refused rows.
    """
    results: list[CheckResult] = []
    refused = [pl.DataFrame(schema=render.polars_schema(registry.table("quarantine")))]
    published: dict[str, int] = {}
    for table in registry.tables():
        if table.name in whole:
            frame = whole[table.name]
            found = suite.check(table.name, frame, expectations(table), table.primary_key)
            heights = [frame.height]
        else:
            heights = [rows(piece, table.name).height for piece in pieces]
            found = together(table, [each[table.name] for each in answers], heights)
        found = _bounded(_judged(table, found), sum(heights))
        results += found
        is_sound = not any(result.effect == "stops" for result in found)
        with TableWriter(table, staged / f"{table.name}.parquet", to_publish=is_sound) as writer:
            if table.name == "quarantine":
                writer.append(pl.concat([whole[table.name], *refused], how="diagonal_relaxed"))
            elif table.name in whole:
                writer.append(whole[table.name])
            else:
                bad = [result for result in found if result.effect == "refused"]
                for kept, entries in _sifted(table, pieces, heights, bad, rows):
                    writer.append(kept)
                    refused.append(entries)
        published[table.name] = writer.rows
    checked = rules.check(registry.rules(), staged)
    results += [replace(result, effect=_effect(result)) for result in checked]
    stopped_by = tuple(result.why for result in results if result.effect == "stops")
    return Verdict(not stopped_by, results, published, pl.concat(refused), stopped_by)


def _sifted(
    table: Table, pieces: Sequence[Any], heights: Sequence[int], bad: Sequence[CheckResult], rows: Rows
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Piece by piece the rows that stay, and those that do not as rows of ``quarantine``."""
    start = 0
    for piece, height in zip(pieces, heights, strict=True):
        here = [
            replace(
                result, positions=tuple(at - start for at in result.positions if 0 <= at - start < height)
            )
            for result in bad
        ]
        yield quarantine.refuse(table, rows(piece, table.name), here, rows(piece, "documents"))
        start += height


def _judged(table: Table, found: Sequence[CheckResult]) -> list[CheckResult]:
    """The results with what is made of them."""
    keys = {*table.primary_key, *(key.field for key in table.foreign_keys)}
    facts = table.name != "paragraphs" and any(key.table == "documents" for key in table.foreign_keys)
    return [
        replace(result, effect=_effect(result, can_refuse=facts and not keys & set(result.columns)))
        for result in found
    ]


def _effect(result: CheckResult, can_refuse: bool = False) -> Effect:
    if result.passed:
        return "none"
    if result.status == "exception":
        return "stops"
    if result.severity != "error":
        return "noted"
    return "refused" if can_refuse and result.row_by_row else "stops"


def _bounded(found: Sequence[CheckResult], height: int) -> list[CheckResult]:
    """The results, refusing no rows if too many would be refused."""
    rows = {position for result in found if result.effect == "refused" for position in result.positions}
    if len(rows) <= max(REFUSED_ROWS, REFUSED_SHARE * height):
        return list(found)
    return [replace(result, effect="stops") if result.effect == "refused" else result for result in found]
