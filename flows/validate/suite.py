"""One table's checks, run by Great Expectations on a pandas copy of the frame.

Asking Great Expectations for failing rows more than doubles the cost of a check that holds, and nearly every
check holds. So a suite first runs for its answers alone, and only the checks that did not hold run again, one
by one, for their rows; a metric that raises then fails no check but its own. They see only the columns they
read: Great Expectations copies every row that a condition selects, whole.

Failing rows come back as positions, not keys: a position names one row even when the key is what is wrong.
"""

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import polars as pl
from cronica.flows.validate import wording
from cronica.flows.validate.verdict import SAMPLE_ROWS, CheckResult, Severity
from cronica.schemas.expectations import Expectation

SEVERITIES: Mapping[str, Severity] = {"critical": "error", "warning": "warning", "info": "info"}
UNIQUENESS = ("ExpectColumnValuesToBeUnique", "ExpectCompoundColumnsToBeUnique")


def preload() -> None:
    """Import Great Expectations, for a caller with something else to wait for: it takes seconds of CPU."""
    _whole_frame()


@cache
def _whole_frame() -> Any:
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it talks while it is imported

    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    quiet = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        analytics_enabled=False,
    )
    context = gx.get_context(mode="ephemeral", project_config=quiet)
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("whole")


def check(
    table: str, frame: pl.DataFrame, expectations: Sequence[Expectation], key: Sequence[str]
) -> list[CheckResult]:
    """Run a table's expectations.

    A check of a column the frame lacks cannot run and is an ``exception``. A check that says something about
    none of the rows (an empty frame, a column of nulls) holds without being run.

    Args:
        table: Name of the table, for the results.
        frame: The rows, with every column the expectations name.
        expectations: Checks as ``cronica.schemas.render`` gives them, each with an id of its own.
        key: Columns that name a row in samples, beside the columns checked.

    Returns:
        One result an expectation, in the order given, ``effect`` not yet decided.
    """
    results = {
        spec.check_id: replace(unchecked(table, spec), examined=examined)
        for spec, examined in zip(expectations, rows_examined(frame, expectations), strict=True)
    }
    runnable: dict[str, Expectation] = {}
    for spec in expectations:
        result = results[spec.check_id]
        if missing := [column for column in result.columns if column not in frame.columns]:
            detail = f"The table has no column {', '.join(missing)}."
            results[spec.check_id] = replace(result, status="exception", detail=detail)
        elif result.examined != 0:
            runnable[spec.check_id] = spec
    for check_id, answer in _answers(frame, runnable).items():
        results[check_id] = _read(answer, runnable[check_id], results[check_id], frame, key)
    return list(results.values())


def columns(spec: Expectation) -> tuple[str, ...]:
    """The columns an expectation reads; none when it is about the shape of the table."""
    kwargs = spec.kwargs
    named = [kwargs[name] for name in ("column", "column_A", "column_B") if name in kwargs]
    if spec.expectation == "ExpectCompoundColumnsToBeUnique":
        named += kwargs["column_list"]
    if condition := kwargs.get("row_condition"):
        named.append(condition["column"]["name"])
    return tuple(dict.fromkeys(named))


def unchecked(table: str, spec: Expectation) -> CheckResult:
    """What is known of a check before it is made."""
    read = columns(spec)
    return CheckResult(
        check_id=spec.check_id,
        kind="expectation",
        table=table,
        severity=SEVERITIES[spec.severity],
        status="passed",
        message=wording.sentence(spec),
        reason=spec.reason,
        columns=read,
        row_by_row=bool(read) and spec.expectation not in UNIQUENESS and spec.kwargs.get("mostly", 1) == 1,
    )


def rows_examined(frame: pl.DataFrame, expectations: Sequence[Expectation]) -> list[int | None]:
    """Rows each expectation says something about: those with values, of those its condition selects.

    None for one about the shape of the table.
    """
    counts = {
        spec.check_id: _is_about(spec).sum()
        for spec in expectations
        if columns(spec) and set(columns(spec)) <= set(frame.columns)
    }
    counted = frame.select(**counts).row(0, named=True) if counts else {}
    return [counted.get(spec.check_id, 0) if columns(spec) else None for spec in expectations]


def _is_about(spec: Expectation) -> pl.Expr:
    """Whether an expectation says something about a row."""
    present = [pl.col(column).is_not_null() for column in columns(spec)]
    if spec.kwargs.get("ignore_row_if") == "both_values_are_missing":
        return pl.any_horizontal(present)
    if spec.expectation != "ExpectColumnValuesToNotBeNull":
        return pl.all_horizontal(present)
    if condition := spec.kwargs.get("row_condition"):
        column = pl.col(condition["column"]["name"])
        among = condition.get("parameter")
        return column.is_not_null() if among is None else column.is_in(among)
    return pl.repeat(True, pl.len())


def _answers(frame: pl.DataFrame, expectations: Mapping[str, Expectation]) -> dict[str, Any]:
    """The full answers of Great Expectations, for the expectations that do not hold only."""
    definition = _whole_frame()

    import great_expectations as gx
    from great_expectations.validator.v1_validator import Validator

    def make(check_id: str, name: str, kwargs: Mapping[str, Any]) -> Any:
        severity = expectations[check_id].severity
        kind = getattr(gx.expectations, name)
        return kind(**_comparable(kwargs), severity=severity, meta={"check_id": check_id})

    def validator(of: Mapping[str, Expectation], result_format: str) -> Validator:
        read = dict.fromkeys(column for spec in of.values() for column in columns(spec))
        seen = frame if any(not columns(spec) for spec in of.values()) else frame.select(*read)
        batch = {"dataframe": seen.to_pandas()}
        return Validator(definition, {"result_format": result_format}, batch_parameters=batch)

    first_look = [
        make(check_id, name, kwargs)
        for check_id, spec in expectations.items()
        for name, kwargs in _at_first(spec)
    ]
    suite = gx.ExpectationSuite(name="suite", expectations=first_look)
    with warnings.catch_warnings(), _described_once(gx.expectations.Expectation):
        warnings.filterwarnings("ignore", message="This pattern is interpreted as a regular expression")
        first = validator(expectations, "BOOLEAN_ONLY").validate_expectation_suite(suite).results
        failed = {answer.expectation_config.meta["check_id"] for answer in first if not answer.success}
        doubted = {check_id: spec for check_id, spec in expectations.items() if check_id in failed}
        again = validator(doubted, "COMPLETE") if doubted else None
        return {
            check_id: again.validate_expectation(make(check_id, spec.expectation, spec.kwargs))
            for check_id, spec in doubted.items()
        }


def _at_first(spec: Expectation) -> list[tuple[str, Mapping[str, Any]]]:
    """What is asked at first: limits hold for all values when they do for the smallest and the largest.

    Great Expectations makes a call for every value to answer for each.
    """
    if spec.expectation != "ExpectColumnValuesToBeBetween":
        return [(spec.expectation, spec.kwargs)]
    limits = {"Min": "min_value", "Max": "max_value"}
    without = {name: value for name, value in spec.kwargs.items() if name not in limits.values()}
    return [
        (f"ExpectColumn{which}ToBeBetween", {**without, limit: spec.kwargs[limit]})
        for which, limit in limits.items()
        if spec.kwargs.get(limit) is not None
    ]


@contextmanager
def _described_once(expectation: Any) -> Iterator[None]:
    """Describe every expectation once: Great Expectations does it anew at each of seven looks at one.

    A third of a small table's time goes into these descriptions, and none changes while a suite runs.
    """
    described = expectation.configuration
    known: dict[int, tuple[Any, Any]] = {}

    def configuration(self: Any) -> Any:
        if id(self) not in known:
            known[id(self)] = self, described.fget(self)  # held, so that no other takes its id
        return known[id(self)][1]

    expectation.configuration = property(configuration)
    try:
        yield
    finally:
        expectation.configuration = described


def _comparable(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments, limits written as dates made moments: pandas compares its moments with nothing else."""
    limits = {name: kwargs.get(name) for name in ("min_value", "max_value")}
    dates = {name: datetime.fromisoformat(limit) for name, limit in limits.items() if isinstance(limit, str)}
    return {**kwargs, **dates}


def _read(
    answer: Any, spec: Expectation, result: CheckResult, frame: pl.DataFrame, key: Sequence[str]
) -> CheckResult:
    if raised := _exception(answer.exception_info):
        return replace(result, status="exception", detail=raised)
    if answer.success:
        return result
    if not result.columns:
        return replace(result, status="failed", detail=wording.shape_found(spec, frame))
    positions = tuple(answer.result["unexpected_index_list"])
    shown = dict.fromkeys(column for column in (*key, *result.columns) if column in frame.columns)
    sample = frame.select(shown.keys())[list(positions[:SAMPLE_ROWS])].rows(named=True)
    return replace(result, status="failed", failing=len(positions), positions=positions, sample=tuple(sample))


def _exception(info: Mapping[str, Any]) -> str:
    """The exception's own words; Great Expectations files it bare or under the metric that raised."""
    found = [info] if "raised_exception" in info else list(info.values())
    return "; ".join(str(each["exception_message"]) for each in found if each["raised_exception"])
