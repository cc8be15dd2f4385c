"""What a run comes to, for the person who started it and for the run's page in Prefect."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cronica.schemas.errors import CronicaError


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The outcome of one run.

    Attributes:
        release: id of the release now in force; None when nothing was published.
        folder: the release's folder; without a release, the folder with the report of the run, or that of the
            warehouse when there was nothing to report on.
        unchanged: the same tables were published before, and that release stays in force.
        plan: what there was to do, in a line.
        documents: documents published or, without a release, read.
        tables: rows of each table and view, in contract order.
        refused: what went to ``quarantine``: source, reason in short, message; what is said of several rows
            of a source is said once, with their number.
        issues: doubts found in the documents, by severity.
        stopped_by: why nothing was published, a sentence each; empty when something was.
        seconds: how long the run took.
    """

    release: str | None
    folder: Path
    unchanged: bool
    plan: str
    documents: int
    tables: dict[str, int]
    refused: tuple[tuple[str, str, str], ...]
    issues: dict[str, int]
    stopped_by: tuple[str, ...]
    seconds: float

    def markdown(self) -> str:
        """The summary as a page."""
        outcome = f"Release `{self.release}`" if self.release else "Nothing was published"
        size = f"{self.documents} documents, {self.seconds:.1f} s, in `{self.folder}`."
        lines = [f"# {outcome}", "", size, "", f"Documents: {self.plan}.", ""]
        lines += [f"- **{reason}**" for reason in self.stopped_by]
        lines += ["", "| table | rows |", "| --- | ---: |"]
        lines += [f"| {name} | {rows} |" for name, rows in self.tables.items()]
        if self.refused:
            lines += ["", "## Quarantine", "", "| source | reason | message |", "| --- | --- | --- |"]
            lines += [f"| {' | '.join(cell.replace('|', '¦') for cell in row)} |" for row in self.refused]
        if self.issues:
            lines += ["", "## Issues", "", "| severity | issues |", "| --- | ---: |"]
            lines += [f"| {severity} | {number} |" for severity, number in self.issues.items()]
        return "\n".join(lines) + "\n"


def once(refused: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Rows of ``quarantine`` as a summary has them."""
    times = Counter(refused)
    return tuple(
        (source, reason, f"{message} ({rows:,} rows)" if rows > 1 else message)
        for (source, reason, message), rows in times.items()
    )


class Refused(CronicaError):
    """The run ended in order and published nothing; the release in force stays.

    Attributes:
        summary: what it found.
    """

    def __init__(self, summary: RunSummary) -> None:
        super().__init__("; ".join(summary.stopped_by))
        self.summary = summary


class ValidationFailed(Refused):
    """The tables did not pass validation."""


class NothingToRead(Refused):
    """Not one document could be read."""
