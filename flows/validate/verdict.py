"""What validation found: one result a check, and the verdict over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import polars as pl

Kind = Literal["expectation", "rule", "bound"]
Severity = Literal["error", "warning", "info"]
Status = Literal["passed", "failed", "exception"]
Effect = Literal["none", "noted", "refused", "stops"]

SAMPLE_ROWS = 20
"""Failing rows shown per check; the rows refused are all in ``quarantine``."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check on one table, or one rule across tables.

    Attributes:
        check_id: Name of the check, unique in a verdict.
        kind: ``expectation`` (one table, Great Expectations), ``rule`` (SQL across tables) or ``bound`` (one
            table against the release before).
        table: Table examined; empty for a rule.
        severity: ``error`` guards publishing, ``warning`` and ``info`` never block.
        status: ``exception`` means the check could not run: it is never a success, whatever its severity.
        message: What is expected of a table, or the offence a rule looks for, in one sentence.
        reason: Why it is expected, or what to do when it fails.
        columns: Columns the check reads; empty for a rule and a check of the table's shape.
        row_by_row: Whether each failing row is at fault by itself; not so for uniqueness or a share of rows.
        examined: Rows the check says something about; None for a rule and a check of the table's shape.
        failing: Rows that fail; 0 for a check of the table's shape.
        positions: Where the failing rows are in the table; empty for a rule and a check of the table's shape.
        sample: The first failing rows: key columns and the columns checked.
        named: For a rule of severity ``error``, every failing row: its document, table and key.
        detail: What was found instead, or the exception's text.
        effect: What the gate makes of it: ``none``, ``noted`` (published all the same), ``refused`` (the
            failing rows go to ``quarantine``) or ``stops`` (nothing is published).
    """

    check_id: str
    kind: Kind
    table: str
    severity: Severity
    status: Status
    message: str
    reason: str = ""
    columns: tuple[str, ...] = ()
    row_by_row: bool = False
    examined: int | None = None
    failing: int = 0
    positions: tuple[int, ...] = ()
    sample: tuple[dict[str, Any], ...] = ()
    named: tuple[tuple[str | None, str, str], ...] = ()
    detail: str = ""
    effect: Effect = "none"

    @property
    def passed(self) -> bool:
        """True only when the check ran and found nothing."""
        return self.status == "passed"

    @property
    def why(self) -> str:
        """Why it stops publishing, in a sentence."""
        if self.status == "exception":
            return f"{self.check_id} could not run: {self.detail.splitlines()[0]}"
        if self.kind == "rule":
            return f"{self.message} ({self.check_id}: {self.failing:,})"
        found = self.detail or f"{self.failing:,} of {self.examined:,} rows fail."
        return f"{self.check_id}: expected that {self.message} {found}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision.

    Attributes:
        passed: True when the tables may be published.
        results: Every check and rule, tables in contract order, rules last.
        rows: Rows of each table that are to be published.
        refused: Those taken out, as rows of ``quarantine``.
        stopped_by: Why publishing stops, a sentence each; empty when it does not.
        rewritten: Whether a table was written that had been drafted otherwise, or not at all.
    """

    passed: bool
    results: list[CheckResult]
    rows: dict[str, int]
    refused: pl.DataFrame
    stopped_by: tuple[str, ...] = ()
    rewritten: bool = False

    def joined(self, results: Sequence[CheckResult]) -> "Verdict":
        """The verdict with more results that are decided already."""
        stopped_by = (*self.stopped_by, *(result.why for result in results if result.effect == "stops"))
        return replace(self, passed=not stopped_by, results=[*self.results, *results], stopped_by=stopped_by)
