"""What validation returns: a result for each check, and whether the release may be published."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

import polars as pl
import pyarrow.parquet as pq

from cronica.schemas import registry, render
from cronica.schemas.model import Severity

Kind = Literal["expectation", "rule", "bound"]
Status = Literal["passed", "failed", "exception"]
Effect = Literal["none", "noted", "refused", "stops"]
RowName = tuple[str | None, str, str]
"""``document_id``, table and key of a row; a key of several columns is joined by ``|``."""

SAMPLE_ROWS = 20
"""Failing rows shown for each check. All refused rows are in ``quarantine``."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one check.

    Attributes:
        check_id: Name of the check, unique in a validation.
        kind: ``expectation`` (one table, Great Expectations), ``rule`` (SQL across tables) or ``bound`` (one
            table against the release before).
        table: Table examined; empty for a rule.
        severity: ``error`` guards publishing; ``warning`` and ``info`` never block.
        status: ``exception`` means the check could not run: never a success, whatever its severity.
        message: What is expected of a table, or what a rule looks for, in one sentence.
        reason: Why it is expected, or what to do when it fails.
        columns: Columns the check reads; empty for a rule and a check of the table's shape.
        row_by_row: Whether each failing row is at fault by itself; not so for uniqueness or a share of rows.
        examined: Rows the check says something about; None for a rule and a check of the table's shape.
        failing: Number of failing rows; 0 for a check of the table's shape.
        sample: The first failing rows: key columns and the columns checked.
        named: Every failing row of a check of severity ``error`` that is not about a whole table.
        detail: What was found instead, or the exception's text.
        effect: What follows: ``none``, ``noted`` (published all the same), ``refused`` (the failing rows go
            to ``quarantine``) or ``stops`` (nothing is published).
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
    sample: tuple[dict[str, Any], ...] = ()
    named: tuple[RowName, ...] = ()
    detail: str = ""
    effect: Effect = "none"

    @property
    def passed(self) -> bool:
        """True only when the check ran and no row failed."""
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


def no_rows() -> pl.DataFrame:
    """An empty table ``quarantine``."""
    return pl.DataFrame(schema=render.polars_schema(registry.table("quarantine")))


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """Whether a release may be published, and what it holds.

    Attributes:
        rows: Rows of each table that are to be published.
        quarantine: Rows of ``quarantine``: source, reason in short, message.
        issues: Rows of ``issues`` by severity.
        results: Every check: tables in the order of the contract, then rules, then bounds.
        refused: Rows that validation took out, as rows of ``quarantine``.
    """

    rows: dict[str, int]
    quarantine: list[tuple[str, str, str]]
    issues: dict[str, int]
    results: Sequence[CheckResult] = ()
    refused: pl.DataFrame = field(default_factory=no_rows)

    @classmethod
    def of(
        cls, folder: Path, results: Sequence[CheckResult] = (), refused: pl.DataFrame | None = None
    ) -> Self:
        """The result for a folder with all tables; without ``results``, for a release published before."""
        columns = ["source_path", "reason_code", "message"]
        quarantine = pl.read_parquet(folder / "quarantine.parquet", columns=columns, glob=False)
        severities = pl.read_parquet(folder / "issues.parquet", columns=["severity"], glob=False)["severity"]
        return cls(
            rows={
                table.name: pq.read_metadata(folder / f"{table.name}.parquet").num_rows
                for table in registry.tables()
            },
            quarantine=quarantine.select(columns).fill_null("").rows(),
            issues=dict(severities.value_counts(sort=True).rows()),
            results=results,
            refused=no_rows() if refused is None else refused,
        )

    @property
    def stopped_by(self) -> list[str]:
        """Why nothing may be published, a sentence each; empty when the release may be published."""
        if not self.rows["documents"]:
            return ["there is no document to read"]
        return [result.why for result in self.results if result.effect == "stops"]

    @property
    def passed(self) -> bool:
        """True when the release may be published."""
        return not self.stopped_by

    @property
    def failed_checks(self) -> int:
        """Checks with at least one failing row, or that could not run."""
        return sum(not result.passed for result in self.results)

    def findings(self) -> list[dict[str, str | int]]:
        """What was found, a row each: checks that failed, issues by severity, refusals by reason."""
        checks = [
            (result.check_id, result.severity, result.failing, result.message)
            for result in self.results
            if not result.passed
        ]
        issues = [
            ("issues", severity, number, "doubts and contradictions in the documents")
            for severity, number in self.issues.items()
        ]
        refused = Counter(reason for _, reason, _ in self.quarantine)
        reasons = [("quarantine", "", number, reason) for reason, number in sorted(refused.items())]
        names = ("finding", "severity", "rows", "what")
        return [dict(zip(names, each, strict=True)) for each in (*checks, *issues, *reasons)]
