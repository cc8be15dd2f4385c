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

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from flows.validate import quarantine, rules, spans, suite
from flows.validate.verdict import CheckResult, Effect, Verdict
from schemas import registry, render
from schemas.expectations import expectations
from schemas.model import Table

REFUSED_SHARE = 0.01
REFUSED_ROWS = 5


def validate(frames: Mapping[str, pl.DataFrame]) -> Verdict:
    """Check every table and rule of the contract, and decide.

    Args:
        frames: Every table of the contract, by name.

    Raises:
        ValueError: a table is missing or not in the contract.
    """
    tables = registry.tables()
    if unmatched := {table.name for table in tables} ^ set(frames):
        raise ValueError(f"tables differ from the contract: {', '.join(sorted(unmatched))}")

    accepted: dict[str, pl.DataFrame] = {}
    results: list[CheckResult] = []
    refused = [pl.DataFrame(schema=render.polars_schema(registry.table("quarantine")))]
    for table in tables:
        frame = frames[table.name]
        found = _bounded(_checked(table, frame, frames["paragraphs"]), frame.height)
        bad = [result for result in found if result.effect == "refused"]
        accepted[table.name], entries = quarantine.refuse(table, frame, bad, frames["documents"])
        refused.append(entries)
        results += found
    entered = pl.concat(refused)
    accepted["quarantine"] = pl.concat([accepted["quarantine"], entered], how="diagonal_relaxed")
    results += [replace(result, effect=_effect(result)) for result in rules.check(registry.rules(), accepted)]

    stopped_by = tuple(result.why for result in results if result.effect == "stops")
    return Verdict(not stopped_by, results, accepted, entered, stopped_by)


def _checked(table: Table, frame: pl.DataFrame, paragraphs: pl.DataFrame) -> list[CheckResult]:
    placed = spans.with_span(table, frame, paragraphs)
    found = suite.check(table.name, placed, expectations(table), table.primary_key)
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
