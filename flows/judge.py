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
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ONLY_FOR_CHARTS_AND_STATISTICS = ("altair", "scipy.stats")
"""What Great Expectations imports for checks that are not made here: a third of the time its import takes."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The verdict, and what the summary of the run needs of the tables.

    Attributes:
        stopped_by: why nothing may be published, a sentence each; empty when the tables passed.
        documents: rows of ``documents``.
        tables: rows of each table.
        refused: rows of ``quarantine``: source, reason in short, message.
        issues: rows of ``issues`` by severity.
        checks: checks made.
        findings: checks that found something.
    """

    stopped_by: list[str]
    documents: int
    tables: dict[str, int]
    refused: list[tuple[str, str, str]]
    issues: dict[str, int]
    checks: int
    findings: int

    @property
    def passed(self) -> bool:
        """True when the tables may be published."""
        return not self.stopped_by


class JudgeError(RuntimeError):
    """The process ended without a verdict; the message says how."""


def judge(assembled: Path, staged: Path, before: Path | None, accept_shrinkage: bool) -> Gate:
    """Validate tables; write the report and the tables that pass into the staged release.

    Args:
        assembled: folder with all tables of the contract.
        staged: folder of the release.
        before: the release in force, which the new one is held against; None when there is none.
        accept_shrinkage: the new one is meant to hold less.
    """
    import flows.validate as validation
    from flows.handoff import kept
    from schemas import registry
    from warehouse.write import write_table

    verdict = validation.validate(kept(assembled))
    frames = verdict.frames
    for table in registry.tables():
        write_table(frames[table.name], table, staged / f"{table.name}.parquet")
    if before:
        verdict = verdict.joined(validation.bounds.check(before, staged, accepted=accept_shrinkage))
    validation.write_report(verdict, staged)
    documents = frames["documents"].height
    return Gate(
        stopped_by=list(verdict.stopped_by) if documents else ["there is no document to read"],
        documents=documents,
        tables={table.name: frames[table.name].height for table in registry.tables()},
        refused=frames["quarantine"].select("source_path", "reason_code", "message").fill_null("").rows(),
        issues=dict(frames["issues"]["severity"].value_counts(sort=True).rows()),
        checks=len(verdict.results),
        findings=sum(not result.passed for result in verdict.results),
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


def ask(assembled: Path, staged: Path, before: Path | None, accept_shrinkage: bool) -> Gate:
    """Have ``judge`` answer in a process of its own.

    Raises:
        JudgeError: it could not.
    """
    process = _prepared.pop() if _prepared else _start()
    answer, errors = process.communicate(
        json.dumps([str(assembled), str(staged), before and str(before), accept_shrinkage])
    )
    if process.returncode:
        error = JudgeError(f"the tables could not be validated: {errors.strip().rpartition(chr(10))[2]}")
        error.add_note(errors)
        raise error
    found: dict[str, Any] = json.loads(answer)
    return Gate(**{**found, "refused": [tuple(row) for row in found["refused"]]})


_prepared: list[subprocess.Popen[str]] = []


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
    question = sys.stdin.read()
    if question:
        assembled, staged, before, accept_shrinkage = json.loads(question)
        gate = judge(Path(assembled), Path(staged), before and Path(before), accept_shrinkage)
        print(json.dumps(asdict(gate)))


if __name__ == "__main__":
    main()
