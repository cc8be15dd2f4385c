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
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from flows.discover import Refusal

if TYPE_CHECKING:
    import polars as pl

DRAFTED = "drafted"
"""What the process says before its answer, once the tables are there that no check has weighed yet."""

ANSWERS = "verdict.json"
"""What Great Expectations said of a part, beside it."""

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
        as_drafted: the tables are those that were there when ``drafted`` was called.
    """

    stopped_by: list[str]
    tables: dict[str, int]
    refused: list[tuple[str, str, str]]
    issues: dict[str, int]
    checks: int
    findings: int
    examined: int
    as_drafted: bool

    @property
    def passed(self) -> bool:
        """True when the tables may be published."""
        return not self.stopped_by


class JudgeError(RuntimeError):
    """The process ended without a verdict; the message says how."""


def judge(
    parts: Sequence[Path],
    refused: Sequence[Refusal],
    staged: Path,
    before: Path | None,
    accept_shrinkage: bool,
    drafted: Callable[[], None] = lambda: None,
) -> Gate:
    """Examine the parts that have not been, and write the report and the tables that pass into the release.

    The tables are written as they are while the parts are examined: nearly always that is what passes.

    Args:
        parts: all parts of the run, in order.
        refused: every document that was refused.
        staged: folder of the release.
        before: the release in force, which the new one is held against; None when there is none.
        accept_shrinkage: the new one is meant to hold less.
        drafted: called, from another thread, once all tables are there that no check has weighed yet.
    """
    import flows.validate as validation
    from flows import fingerprint
    from flows.assemble import merge
    from flows.assemble.run import OF_THE_RUN, Across
    from schemas import registry

    tables = [table for table in registry.tables() if table.name not in OF_THE_RUN]
    checks = fingerprint.of_checks()
    answers = {part: validation.kept(part / ANSWERS, checks) for part in parts}
    unexamined = [part for part, known in answers.items() if known is None]

    across = Across.of(merge.columns(parts))
    whole = across.of_the_run(refused)

    def rows(part: Path, name: str) -> "pl.DataFrame":
        return across.completed(name, merge.rows(part, name))

    def draft() -> set[str]:
        written = validation.draft(parts, rows, whole, staged)
        if len(written) == len(registry.tables()):
            drafted()
        return written

    with ThreadPoolExecutor(1) as beside:
        drafting = beside.submit(draft)
        for group in validation.groups(unexamined, merge.height):
            found = validation.examine(group, tables, merge.contract_rows)
            for part, of_part in zip(group, found, strict=True):
                validation.keep(of_part, part / ANSWERS, checks)
                answers[part] = of_part
    verdict = validation.validate(
        parts,
        [known for known in answers.values() if known],
        rows,
        merge.height,
        whole,
        drafting.result(),
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
        examined=len(unexamined),
        as_drafted=verdict.as_drafted,
    )


def look(folder: Path) -> Gate:
    """What a release holds, as a gate that stopped nothing."""
    import polars as pl

    from schemas import registry

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
        as_drafted=False,
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
    drafted: Callable[[], None] = lambda: None,
) -> Gate:
    """Have ``judge`` answer in a process of its own; ``drafted`` is called here, while it goes on.

    Raises:
        JudgeError: it could not.
    """
    process = _prepared.pop() if _prepared else _start()
    question = {
        "parts": [str(part) for part in parts],
        "refused": [asdict(refusal) for refusal in refused],
        "staged": str(staged),
        "before": before and str(before),
        "accept_shrinkage": accept_shrinkage,
    }
    with ThreadPoolExecutor(1) as beside:
        errors = beside.submit(process.stderr.read)
        try:
            answer = _heard(process, json.dumps(question))
            if answer == DRAFTED:
                drafted()
                answer = _heard(process, "go on")
        except BaseException:
            process.kill()
            raise
        finally:
            process.wait()
    if process.returncode:
        told = errors.result()
        last = told.strip().rpartition("\n")[2] or f"its process ended with {process.returncode}"
        error = JudgeError(f"the tables could not be validated: {last}")
        error.add_note(told)
        raise error
    found: dict[str, Any] = json.loads(answer)
    return Gate(**{**found, "refused": [tuple(row) for row in found["refused"]]})


_prepared: list[subprocess.Popen[str]] = []


def _heard(process: subprocess.Popen[str], said: str) -> str:
    """What the process answers to a line; empty when it has ended."""
    with suppress(BrokenPipeError):
        print(said, file=process.stdin, flush=True)
    return process.stdout.readline().rstrip("\n")


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "flows.judge"],
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
    """Import what it takes, then answer the one question standard input brings, if it brings one."""
    gc.disable()
    sys.modules |= {name: _Deferred(name) for name in ONLY_FOR_CHARTS_AND_STATISTICS}
    from flows.validate import preload

    preload()
    gc.freeze()
    gc.enable()
    asked = sys.stdin.readline()
    if asked:
        question = json.loads(asked)
        gate = judge(
            [Path(part) for part in question["parts"]],
            [Refusal(**each) for each in question["refused"]],
            Path(question["staged"]),
            question["before"] and Path(question["before"]),
            question["accept_shrinkage"],
            _tell_drafted,
        )
        print(json.dumps(asdict(gate)))


def _tell_drafted() -> None:
    """Say so, and wait: the tables may not change while the other side reads them."""
    print(DRAFTED, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    main()
