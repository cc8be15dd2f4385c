"""The verdict on a run's tables, from a process of its own.

Great Expectations takes as long to import as the Prefect server to start, and two imports in one process
share one core. So a run starts this process early and asks it when the tables are there. It ends when its
standard input does, and so never outlives the run.
"""

import gc
import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from cronica.flows.sources.discover import Refusal

if TYPE_CHECKING:
    from cronica.flows.validate import CheckResult

ANSWERS = "verdict.json"
"""What the checks of a part said, beside it."""

ROWS = 800_000
"""Rows of all tables of the parts that are examined at once, unless one alone has more."""

ONLY_FOR_CHARTS_AND_STATISTICS = ("altair", "scipy.stats")
"""What Great Expectations imports for checks that are not made here: a third of the time its import takes."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The verdict.

    Attributes:
        stopped_by: why nothing may be published, a sentence each; empty when the tables passed.
        tables: rows of each table.
        refused: rows of ``quarantine``: source, reason in short, message.
        issues: rows of ``issues`` by severity.
        checks: checks made.
        findings: checks that found something.
        examined: parts that were examined; the answers for all others were there.
        rewritten: whether a table is no longer as it was drafted.
    """

    stopped_by: list[str]
    tables: dict[str, int]
    refused: list[tuple[str, str, str]]
    issues: dict[str, int]
    checks: int
    findings: int
    examined: int
    rewritten: bool

    @property
    def passed(self) -> bool:
        """True when the tables may be published."""
        return not self.stopped_by


Drafted = Collection[str]
"""The tables that are in the release as they are published if no row is refused."""

Draft = Callable[[Callable[[Drafted], None]], Sequence["CheckResult"]]
"""Writes the tables, tells of them, and gives the results of the rules across documents on them."""


class JudgeError(RuntimeError):
    """The process ended without a verdict; the message says how."""


def examine(parts: Sequence[Path]) -> int:
    """Run every check that is made part by part on the parts that have not been examined.

    Returns:
        How many these were.
    """
    import cronica.flows.validate as validation
    import pyarrow as pa
    from cronica.flows.assemble import merge
    from cronica.flows.assemble.run import OF_THE_RUN, references
    from cronica.flows.incremental import fingerprint
    from cronica.schemas import registry

    tables = [table for table in registry.tables() if table.name not in OF_THE_RUN]
    checks = fingerprint.of_checks()
    unexamined = [part for part in parts if validation.kept(part / ANSWERS, checks) is None]
    for group in merge.groups(unexamined, ROWS):
        answers = validation.examine(group, tables, merge.contract_rows, references())
        for part, found in zip(group, answers, strict=True):
            validation.keep(found, part / ANSWERS, checks)
        pa.default_memory_pool().release_unused()
    return len(unexamined)


def judge(
    parts: Sequence[Path],
    refused: Sequence[Refusal],
    staged: Path,
    before: Path | None,
    accept_shrinkage: bool,
    drafted: Callable[[], Drafted],
    ruled: Callable[[], Sequence["CheckResult"]],
) -> Gate:
    """Examine the parts that have not been, and write the report and the tables that pass into the release.

    Args:
        parts: all parts of the run, in order.
        refused: every document that was refused.
        staged: folder of the release.
        before: the release in force, which the new one is held against; None when there is none.
        accept_shrinkage: the new one is meant to hold less.
        drafted: waits for the tables to be written.
        ruled: waits for the results of the rules across documents on them.
    """
    import cronica.flows.validate as validation
    from cronica.flows.assemble import merge
    from cronica.flows.assemble.draft import pieces
    from cronica.flows.incremental import fingerprint

    checks = fingerprint.of_checks()
    examined = examine(parts)
    written = drafted()
    rows, whole = pieces(parts, refused)
    verdict = validation.validate(
        parts,
        (known for part in parts if (known := validation.kept(part / ANSWERS, checks))),
        rows,
        merge.height,
        whole,
        written,
        ruled,
        staged,
    )
    if before:
        verdict = verdict.joined(validation.bounds.check(before, staged, accepted=accept_shrinkage))
    validation.write_report(verdict, staged)
    return replace(
        look(staged),
        stopped_by=list(verdict.stopped_by)
        if verdict.rows["documents"]
        else ["there is no document to read"],
        checks=len(verdict.results),
        findings=sum(not result.passed for result in verdict.results),
        examined=examined,
        rewritten=verdict.rewritten,
    )


def look(folder: Path) -> Gate:
    """What a release holds, as a gate that stopped nothing."""
    import polars as pl
    from cronica.schemas import registry

    refused = pl.read_parquet(
        folder / "quarantine.parquet", columns=["source_path", "reason_code", "message"]
    )
    severities = pl.read_parquet(folder / "issues.parquet", columns=["severity"])["severity"]
    counts = {
        table.name: pl.scan_parquet(folder / f"{table.name}.parquet").select(pl.len()).collect().item()
        for table in registry.tables()
    }
    return Gate(
        stopped_by=[],
        tables=counts,
        refused=refused.select("source_path", "reason_code", "message").fill_null("").rows(),
        issues=dict(severities.value_counts(sort=True).rows()),
        checks=0,
        findings=0,
        examined=0,
        rewritten=False,
    )


def prepare() -> None:
    """Start the process that the next ``ask`` will need."""
    _prepared.append(_start())


def dismiss() -> None:
    """End the process that was prepared, if it has not been asked."""
    while _prepared:
        process = _prepared.pop()
        process.kill()
        process.communicate()


def ask(
    parts: Sequence[Path],
    refused: Sequence[Refusal],
    staged: Path,
    before: Path | None,
    accept_shrinkage: bool,
    draft: Draft,
    beside: bool,
) -> Gate:
    """Have ``judge`` answer in a process of its own.

    ``draft`` works in this one; ``beside``, while parts are examined, else after that, when the process that
    did so is gone, and its memory with it.

    Raises:
        JudgeError: it could not.
    """
    examined = 0
    of_parts = {"parts": [str(part) for part in parts]}
    if not beside:
        with _asked(of_parts) as process:
            examined = int(_answer(process))
    question = {
        **of_parts,
        "refused": [asdict(refusal) for refusal in refused],
        "staged": str(staged),
        "before": before and str(before),
        "accept_shrinkage": accept_shrinkage,
    }
    with _asked(question) as process:
        ruled = draft(lambda drafted: _tell(process, sorted(drafted)))
        _tell(process, [asdict(result) for result in ruled])
        found: dict[str, Any] = json.loads(_answer(process))
    refused_rows = [tuple(row) for row in found["refused"]]
    return Gate(**{**found, "refused": refused_rows, "examined": examined + found["examined"]})


@contextmanager
def _asked(question: object) -> Iterator[subprocess.Popen[str]]:
    """A process that has been asked; it ends with what is done inside."""
    with _prepared.pop() if _prepared else _start() as process:
        try:
            _tell(process, question)
            yield process
        except BaseException:
            process.kill()
            raise


def _answer(process: subprocess.Popen[str]) -> str:
    """Its last line.

    Raises:
        JudgeError: it ended without one.
    """
    answer, errors = process.communicate()
    if process.returncode:
        last = errors.strip().rpartition("\n")[2] or f"its process ended with {process.returncode}"
        error = JudgeError(f"the tables could not be validated: {last}")
        error.add_note(errors)
        raise error
    return answer.splitlines()[-1]


def _tell(process: subprocess.Popen[str], what: object) -> None:
    """Send a line; what ended the process, if it has, its last words say."""
    assert process.stdin is not None
    with suppress(BrokenPipeError):
        process.stdin.write(f"{json.dumps(what, default=str)}\n")
        process.stdin.flush()


_prepared: list[subprocess.Popen[str]] = []


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "cronica.flows.validate.judge"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the run
    )


class _Deferred(ModuleType):
    """Stands for a module until something in it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by the import system, which has no use for the module itself
            raise AttributeError(name)
        del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def main() -> None:
    """Import what it takes, then answer the one question standard input brings, if it brings one.

    A question about parts alone is answered when they are examined.
    """
    gc.disable()
    sys.modules |= {name: _Deferred(name) for name in ONLY_FOR_CHARTS_AND_STATISTICS}
    from cronica.flows.validate import CheckResult, preload

    preload()
    gc.freeze()
    gc.enable()
    asked = sys.stdin.readline()
    if not asked:
        return
    question = json.loads(asked)
    parts = [Path(part) for part in question["parts"]]
    if "staged" not in question:
        print(examine(parts))
    else:
        gate = judge(
            parts,
            [Refusal(**each) for each in question["refused"]],
            Path(question["staged"]),
            question["before"] and Path(question["before"]),
            question["accept_shrinkage"],
            drafted=lambda: json.loads(sys.stdin.readline()),
            ruled=lambda: [CheckResult(**result) for result in json.loads(sys.stdin.readline())],
        )
        print(json.dumps(asdict(gate)))


if __name__ == "__main__":
    main()
