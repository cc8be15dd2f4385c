"""Decide what may be published: which checks stop it, which rows are refused, what is only noted.

* A check that could not run stops publishing, whatever its severity.
* A failing ``warning`` or ``info`` is noted and never blocks.
* A failing ``error`` stops publishing when more than single rows are at fault: the shape of a table, a key or
  a reference, a share of rows, any row of a table that facts depend on.
* The failing rows that remain belong to a document and are refused: a fact alone, a fault in the document's
  own row or in its paragraphs with the whole document. When a check would refuse more than ``REFUSED_ROWS``
  rows of a table and more than ``REFUSED_SHARE`` of it, or more than one document and that share of all,
  publishing stops instead.
* Rules across tables run on the rows that are to be published. After rows are refused, all rules run again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from cronica.flows.validate import bounds, refusals, rules
from cronica.flows.validate.refusals import WHOLE_DOCUMENT, faults, is_fact
from cronica.flows.validate.result import CheckResult, Effect, ValidationResult, no_rows
from cronica.schemas import registry
from cronica.schemas.keys import foreign_key_rules
from cronica.warehouse.store import catalog

REFUSED_SHARE = 0.01
REFUSED_ROWS = 5


def validate(
    staged: Path,
    expected: Callable[[], Sequence[CheckResult]],
    before: Path | None = None,
    *,
    accept_shrinkage: bool = False,
) -> ValidationResult:
    """Validate a staging folder, and take the refused rows out of it.

    Args:
        staged: folder with all tables and the database.
        expected: waits for the results of all expectations on the tables.
        before: the release in force, which the new one is compared with; None if there is none.
        accept_shrinkage: the new release is meant to hold less.
    """
    ruled = rules.check(registry.rules(), staged)  # while the expectations run
    tables = _decided(expected(), staged)
    taken_out: dict[str, CheckResult] = {}
    refused = [no_rows()]
    gone: dict[str, set[str]] = {}
    bad = _refused(tables)
    while True:
        if bad:
            found = faults(bad)
            refused.append(refusals.take_out(found, gone, staged))
            for name, keys in found.items():
                gone.setdefault(name, set()).update(keys)
            taken_out |= {result.check_id: result for result in bad}
            catalog.write_database(staged)
            ruled = rules.check(registry.rules(), staged)
        ruled = [taken_out.get(result.check_id, result) for result in _decided(ruled, staged)]
        bad = [result for result in _refused(ruled) if result.check_id not in taken_out]
        if not bad or _stops([*tables, *ruled]):
            break
    results = [*tables, *ruled]
    if _stops(results):  # nothing will be published, so nothing more is taken out
        bad = [result for result in _refused(results) if result.check_id not in taken_out]
        results = [replace(result, effect="stops") if result in bad else result for result in results]
    if before:
        results += bounds.check(before, staged, accepted=accept_shrinkage)
    return ValidationResult.of(staged, results, pl.concat(refused))


def _stops(results: Sequence[CheckResult]) -> bool:
    return any(result.effect == "stops" for result in results)


def _refused(results: Sequence[CheckResult]) -> list[CheckResult]:
    return [result for result in results if result.effect == "refused"]


def _decided(results: Sequence[CheckResult], staged: Path) -> list[CheckResult]:
    """The results with their effects."""
    rows = {
        table.name: pq.read_metadata(staged / f"{table.name}.parquet").num_rows for table in registry.tables()
    }
    return [replace(result, effect=_effect(result, rows)) for result in results]


def _effect(result: CheckResult, rows: Mapping[str, int]) -> Effect:
    if result.passed:
        return "none"
    if result.status == "exception":
        return "stops"
    if result.severity != "error":
        return "noted"
    return "refused" if _is_row_by_row(result) and _are_few(result, rows) else "stops"


def _is_row_by_row(result: CheckResult) -> bool:
    """Whether the failing rows alone are at fault, not a key or a reference."""
    if result.kind == "rule":
        return result.check_id not in {rule.rule_id for rule in foreign_key_rules(registry.tables())}
    table = registry.table(result.table)
    keys = {*table.primary_key, *(key.field for key in table.foreign_keys)}
    return result.row_by_row and not keys & set(result.columns)


def _are_few(result: CheckResult, rows: Mapping[str, int]) -> bool:
    """Whether the failing rows can be refused: facts or documents, and not too many of them."""
    if not all(
        document and (table in WHOLE_DOCUMENT or is_fact(registry.table(table)))
        for document, table, _ in result.named
    ):
        return False
    counts = {table: len(keys) for table, keys in faults([result]).items()}
    documents, all_of_them = counts.pop("documents", 0), rows["documents"]
    if documents and (documents == all_of_them or documents > max(1, REFUSED_SHARE * all_of_them)):
        return False
    return all(count <= max(REFUSED_ROWS, REFUSED_SHARE * rows[table]) for table, count in counts.items())
