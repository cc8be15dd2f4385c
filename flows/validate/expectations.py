"""Run a table's expectations with Great Expectations, on pandas copies of its row groups.

Every row group is checked by itself, so that memory does not grow with the table, and the results are added
up. Great Expectations first answers yes or no; only for a check that fails does it name the failing rows,
since naming them more than doubles the cost of every check. What share of the rows may fail is decided here,
over all row groups. Two equal keys in different row groups are found when the release is verified.
"""

import gc
import logging
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from cronica.flows.validate import wording
from cronica.flows.validate.result import SAMPLE_ROWS, CheckResult, RowName, Status
from cronica.flows.validate.spans import is_promised, with_span
from cronica.schemas import expectations as contract
from cronica.schemas.expectations import Expectation
from cronica.schemas.model import Table

UNIQUENESS = ("ExpectColumnValuesToBeUnique", "ExpectCompoundColumnsToBeUnique")
WORST_LAST: tuple[Status, ...] = ("passed", "failed", "exception")


def preload() -> None:
    """Import Great Expectations: several seconds of processor time and 250 MB."""
    gc.disable()  # nothing that is imported is ever freed
    _whole_frame()
    gc.freeze()
    gc.enable()


@cache
def _whole_frame() -> Any:
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it logs while it is imported

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


def check_table(table: Table, staged: Path) -> list[CheckResult]:
    """Run a table's expectations on its file in a staging folder; see ``check``."""
    return check(table.name, _chunks(table, staged), contract.expectations(table), table.primary_key)


def _chunks(table: Table, staged: Path) -> Iterator[pl.DataFrame]:
    """The row groups of a table's file; one empty frame if it has none."""
    paragraphs = pl.scan_parquet(staged / "paragraphs.parquet", glob=False)
    with pq.ParquetFile(staged / f"{table.name}.parquet") as file:
        groups = (
            map(file.read_row_group, range(file.num_row_groups)) if file.num_row_groups else [file.read()]
        )
        for group in groups:
            frame = pl.DataFrame(pl.from_arrow(group))
            if is_promised(table):
                ids = frame["paragraph_id"]
                first, last = (pl.lit(limit, pl.String) for limit in (ids.min(), ids.max()))
                near = paragraphs.filter(pl.col("paragraph_id").is_between(first, last))
                frame = with_span(table, frame, near.select("paragraph_id", "text").collect())
            yield frame


def check(
    table: str, chunks: Iterable[pl.DataFrame], expectations: Sequence[Expectation], key: Sequence[str]
) -> list[CheckResult]:
    """Run expectations on a table that comes in chunks.

    A check of a column that the table lacks is an ``exception``. A check that applies to none of the rows (no
    rows, or a column of nulls) passes without being run. A check of the table's shape sees the first chunk.

    Args:
        table: Name of the table, for the results.
        chunks: The rows, at least one chunk, with every column the expectations name.
        expectations: Checks as ``cronica.schemas.expectations`` returns them, each with its own id.
        key: Columns that name a row.

    Returns:
        One result for each expectation, in the order given, ``effect`` not yet decided.
    """
    strict = [_strict(spec) for spec in expectations]
    results = [unchecked(table, spec) for spec in expectations]
    for number, chunk in enumerate(chunks):
        asked = [at for at, result in enumerate(results) if result.columns or number == 0]
        found = _check_chunk(table, chunk, [strict[at] for at in asked], key)
        for at, result in zip(asked, found, strict=True):
            results[at] = _added(results[at], result)
    return [_settled(result, spec) for result, spec in zip(results, expectations, strict=True)]


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
    """The result of a check before it runs."""
    read = columns(spec)
    return CheckResult(
        check_id=spec.check_id,
        kind="expectation",
        table=table,
        severity=spec.severity,
        status="passed",
        message=wording.sentence(spec),
        reason=spec.reason,
        columns=read,
        row_by_row=bool(read) and spec.expectation not in UNIQUENESS and spec.kwargs.get("mostly", 1) == 1,
    )


def _strict(spec: Expectation) -> Expectation:
    """The expectation that no row may fail."""
    return replace(spec, kwargs={name: value for name, value in spec.kwargs.items() if name != "mostly"})


def _added(total: CheckResult, of_chunk: CheckResult) -> CheckResult:
    examined = [each.examined for each in (total, of_chunk) if each.examined is not None]
    return replace(
        total,
        status=max(total.status, of_chunk.status, key=WORST_LAST.index),
        examined=sum(examined) if examined else None,
        failing=total.failing + of_chunk.failing,
        sample=(*total.sample, *of_chunk.sample)[:SAMPLE_ROWS],
        named=(*total.named, *of_chunk.named) if total.row_by_row else (),
        detail=total.detail or of_chunk.detail,
    )


def _settled(result: CheckResult, spec: Expectation) -> CheckResult:
    """The result, passed if no more than the allowed share of the rows fails."""
    rows, share = result.examined or 0, spec.kwargs.get("mostly", 1)
    if result.status == "failed" and share < 1 and rows - result.failing >= share * rows:
        return replace(result, status="passed", failing=0, sample=())
    return result


def _check_chunk(
    table: str, frame: pl.DataFrame, expectations: Sequence[Expectation], key: Sequence[str]
) -> list[CheckResult]:
    results: dict[str, CheckResult] = {}
    runnable: dict[str, Expectation] = {}
    for spec, examined in zip(expectations, _rows_examined(frame, expectations), strict=True):
        result = results[spec.check_id] = replace(unchecked(table, spec), examined=examined)
        if missing := [column for column in result.columns if column not in frame.columns]:
            detail = f"The table has no column {', '.join(missing)}."
            results[spec.check_id] = replace(result, status="exception", detail=detail)
        elif examined != 0:
            runnable[spec.check_id] = spec
    for check_id, answer in _failing(frame, runnable).items():
        results[check_id] = _read(answer, runnable[check_id], results[check_id], frame, key)
    return list(results.values())


def _rows_examined(frame: pl.DataFrame, expectations: Sequence[Expectation]) -> list[int | None]:
    """The number of rows each expectation applies to; None for one about the shape of the table."""
    counts = {
        spec.check_id: _applies(spec).sum()
        for spec in expectations
        if columns(spec) and set(columns(spec)) <= set(frame.columns)
    }
    counted = frame.select(**counts).row(0, named=True) if counts else {}
    return [counted.get(spec.check_id, 0) if columns(spec) else None for spec in expectations]


def _applies(spec: Expectation) -> pl.Expr:
    """Whether an expectation applies to a row: it has values, and the expectation's condition selects it."""
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


def _failing(frame: pl.DataFrame, expectations: Mapping[str, Expectation]) -> dict[str, Any]:
    """Check id → the complete result of Great Expectations, for the checks that do not pass."""
    if not expectations:
        return {}

    import great_expectations as gx

    def make(spec: Expectation) -> Any:
        kind = getattr(gx.expectations, spec.expectation)
        return kind(
            **_comparable(spec.kwargs),
            severity=contract.SEVERITIES[spec.severity],
            meta={"check_id": spec.check_id},
        )

    def batch(rows: pl.DataFrame) -> Any:
        return _whole_frame().get_batch(batch_parameters={"dataframe": rows.to_pandas()})

    suite = gx.ExpectationSuite(name="suite", expectations=[make(spec) for spec in expectations.values()])
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="This pattern is interpreted as a regular expression")
        first = batch(frame).validate(suite, result_format={"result_format": "BOOLEAN_ONLY"}).results
        failed = {answer.expectation_config.meta["check_id"] for answer in first if not answer.success}
        return {
            # One by one and on its own columns: an exception is then that of one check, and little is copied.
            check_id: batch(frame.select(columns(spec)) if columns(spec) else frame).validate(
                make(spec), result_format={"result_format": "COMPLETE"}
            )
            for check_id, spec in expectations.items()
            if check_id in failed
        }


def _comparable(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with written dates as datetimes: pandas compares a column of dates with nothing else."""
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
    failing = frame[list(answer.result["unexpected_index_list"])]
    shown = dict.fromkeys(column for column in (*key, *result.columns) if column in frame.columns)
    return replace(
        result,
        status="failed",
        failing=failing.height,
        sample=tuple(failing.head(SAMPLE_ROWS).select(shown.keys()).rows(named=True)),
        named=_names(result, failing, key) if result.severity == "error" and result.row_by_row else (),
    )


def _names(result: CheckResult, failing: pl.DataFrame, key: Sequence[str]) -> tuple[RowName, ...]:
    documents = failing["document_id"] if "document_id" in failing.columns else [None] * failing.height
    keys = ["|".join(map(str, values)) for values in failing.select(key).rows()]
    return tuple((document, result.table, name) for document, name in zip(documents, keys, strict=True))


def _exception(info: Mapping[str, Any]) -> str:
    """The message of an exception; Great Expectations files it bare or under the metric that raised."""
    found = [info] if "raised_exception" in info else list(info.values())
    return "; ".join(str(each["exception_message"]) for each in found if each["raised_exception"])
