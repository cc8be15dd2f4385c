"""The checks that documents in pieces are put to: each piece is examined once, its answers kept.

They are the expectations, each on one table, and the rules that tell of each document by itself. Great
Expectations has a price a suite that does not depend on the rows, so several pieces go through it at once,
and the answers are told apart by where the failing rows are. What share of the rows may fail is settled over
all pieces; here every failing row counts.
"""

import gc
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import polars as pl
from cronica.flows.assemble.draft import Rows
from cronica.flows.validate import rules, spans, suite
from cronica.flows.validate.verdict import SAMPLE_ROWS, CheckResult
from cronica.schemas import registry
from cronica.schemas.expectations import Expectation, expectations
from cronica.schemas.model import Table
from cronica.warehouse.store.disk import written_aside


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found.

    Attributes:
        expectations: table → one result a check, in the order of the contract.
        rules: one result a rule that tells of each document by itself, in the order of the contract.
    """

    expectations: dict[str, list[CheckResult]]
    rules: list[CheckResult]


def examine(
    pieces: Sequence[Any], tables: Sequence[Table], rows: Rows, references: Mapping[str, pl.DataFrame]
) -> list[Answers]:
    """Run every check of the tables on the pieces, all at once.

    Args:
        pieces: what ``rows`` takes.
        tables: the tables of the pieces.
        rows: the rows of a piece in a table, with the contract's columns.
        references: the tables that are in no piece and the same whatever the run.

    Returns:
        The answers for each piece; rows are counted from its first.
    """

    def of_pieces(name: str) -> list[pl.DataFrame]:  # read for each use: all tables at once take much memory
        return [rows(piece, name) for piece in pieces]

    names = [table.name for table in tables]
    ruled = rules.check_each(registry.rules_by_document(), names, of_pieces, references)
    found = [Answers({}, of_rules) for of_rules in ruled]
    paragraphs = of_pieces("paragraphs")
    for table in tables:
        frames = [
            spans.with_span(table, frame, text)
            for frame, text in zip(of_pieces(table.name), paragraphs, strict=True)
        ]
        specs = [_strict(spec) for spec in expectations(table)]
        whole = pl.concat(frames)
        results = suite.check(table.name, whole, specs, table.primary_key)
        del whole
        gc.collect()  # Great Expectations leaves cycles, which hold the rows
        ends = list(accumulate(frame.height for frame in frames))
        for answers, frame, end in zip(found, frames, ends, strict=True):
            answers.expectations[table.name] = [
                replace(_of_piece(result, frame, end - frame.height, table), examined=examined)
                for result, examined in zip(results, suite.rows_examined(frame, specs), strict=True)
            ]
    return found


def together(
    tables: Sequence[Table], answers: Iterable[Answers], heights: Mapping[str, Sequence[int]]
) -> Answers:
    """The answers for the whole, from those for its pieces.

    Args:
        tables: the tables in pieces.
        answers: of each piece; one after another, and each is let go: there may be many.
        heights: table → rows of each piece.
    """
    sums = {table.name: [_Sum(spec, table.name) for spec in expectations(table)] for table in tables}
    starts = {name: [0, *accumulate(each)] for name, each in heights.items()}
    asked = registry.rules_by_document()
    doubts: list[list[CheckResult]] = [[] for _ in asked]
    for number, found in enumerate(answers):
        for name, of_table in sums.items():
            for total, result in zip(of_table, found.expectations[name], strict=True):
                total.add(result, starts[name][number])
        for of_rule, result in zip(doubts, found.rules, strict=True):
            of_rule += [] if result.passed else [result]
    return Answers(
        {name: [total.settled() for total in of_table] for name, of_table in sums.items()},
        [rules.together(rule, of_rule) for rule, of_rule in zip(asked, doubts, strict=True)],
    )


def kept(path: Path, fingerprint: str) -> Answers | None:
    """Answers that were kept in a file, if the checks are still the same."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if found["checks"] != fingerprint:
        return None
    return Answers(
        {
            name: _read((suite.unchecked(name, spec) for spec in expectations(registry.table(name))), told)
            for name, told in found["expectations"].items()
        },
        _read(map(rules.unchecked, registry.rules_by_document()), found["rules"]),
    )


def keep(answers: Answers, path: Path, fingerprint: str) -> None:
    """Keep answers in a file, with the fingerprint of the checks."""
    told = {
        "checks": fingerprint,
        "expectations": {name: [*map(_told, results)] for name, results in answers.expectations.items()},
        "rules": [*map(_told, answers.rules)],
    }
    text = json.dumps(told, ensure_ascii=False, default=str)
    with written_aside(path) as aside:
        aside.write_text(text, encoding="utf-8")


def _strict(spec: Expectation) -> Expectation:
    return replace(spec, kwargs={name: value for name, value in spec.kwargs.items() if name != "mostly"})


def _of_piece(result: CheckResult, frame: pl.DataFrame, start: int, table: Table) -> CheckResult:
    """What a result over several pieces says of one of them."""
    if result.status != "failed" or not result.columns:
        return result
    positions = tuple(at - start for at in result.positions if start <= at < start + frame.height)
    shown = list(dict.fromkeys(c for c in (*table.primary_key, *result.columns) if c in frame.columns))
    return replace(
        result,
        status="failed" if positions else "passed",
        failing=len(positions),
        positions=positions,
        sample=tuple(frame.select(shown)[list(positions[:SAMPLE_ROWS])].rows(named=True)),
    )


class _Sum:
    """What the pieces of a table answer to one check."""

    def __init__(self, spec: Expectation, table: str) -> None:
        self._spec = spec
        self._table = table
        self._examined: int | None = None
        self._holds_somewhere = False
        self._doubts: list[CheckResult] = []

    def add(self, result: CheckResult, start: int) -> None:
        """Add the answer of a piece whose first row is at ``start``."""
        if result.examined is not None:
            self._examined = (self._examined or 0) + result.examined
        if result.passed:
            self._holds_somewhere = True
        else:
            positions = tuple(start + at for at in result.positions)
            self._doubts.append(replace(result, positions=positions))

    def settled(self) -> CheckResult:
        """One result from all."""
        held = replace(suite.unchecked(self._table, self._spec), examined=self._examined)
        if not self._doubts:
            return held
        if self._spec.expectation == "ExpectTableRowCountToBeBetween" and self._holds_somewhere:
            return held  # it has a lower limit only, which one piece reaches for all
        status = max((each.status for each in self._doubts), key=("failed", "exception").index)
        failing = sum(each.failing for each in self._doubts)
        if status == "failed" and "mostly" in self._spec.kwargs:
            rows = self._examined or 0
            if (rows - failing) / rows >= self._spec.kwargs["mostly"]:
                return held
        return replace(
            held,
            status=status,
            failing=failing,
            positions=tuple(at for each in self._doubts for at in each.positions),
            sample=tuple(row for each in self._doubts for row in each.sample)[:SAMPLE_ROWS],
            detail=self._doubts[0].detail,
        )


def _told(result: CheckResult) -> Mapping[str, Any]:
    """What of a result the contract does not say, without what is empty."""
    fields = asdict(result)
    names = ("status", "examined", "failing", "positions", "sample", "named", "detail")
    return {name: fields[name] for name in names if fields[name] not in ("passed", 0, (), "")}


def _read(unchecked: Iterable[CheckResult], told: Iterable[Mapping[str, Any]]) -> list[CheckResult]:
    """The results, of which that was told."""
    read = []
    for result, fields in zip(unchecked, told, strict=True):
        lists = {name: tuple(fields[name]) for name in ("positions", "sample") if name in fields}
        named = tuple(map(tuple, fields.get("named", ())))
        read.append(replace(result, **{"examined": None, **fields, **lists, "named": named}))
    return read
