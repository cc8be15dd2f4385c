"""What a new release may lose against the one in force: rows of a table, values of a column, files read.

Each table can be faultless and the whole still be hollow: half the documents gone, or every date. So the new
release is held against the one before. The thresholds are ``shrinkage`` in ``schemas/contract.yml``. Counts
come from the Parquet files' own statistics; only a bound that fails reads rows, to show some.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from cronica.flows.validate.result import SAMPLE_ROWS, CheckResult, Effect
from cronica.schemas import registry
from cronica.schemas.model import Shrinkage, Table

ADVICE = "A release that is meant to be smaller is published with --accept-shrinkage."


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a table, and how many of them have a value, by column."""

    rows: int
    filled: dict[str, int]


def check(before: Path, after: Path, *, accepted: bool = False) -> list[CheckResult]:
    """Hold a release against the one before.

    Args:
        before: folder of the release in force.
        after: folder with all tables to be published.
        accepted: the new release is meant to hold less: what fails is noted and stops nothing.

    Returns:
        A result for every bound that says something about the two, ``effect`` decided.
    """
    allowed = registry.shrinkage()
    try:
        old, were_refused = _counts(before), _refused(before)
    except (OSError, pa.ArrowException):  # damaged: it says nothing, and the new one is what repairs it
        return []
    new = _counts(after)
    results = [_read(old["documents"].rows, were_refused, new["documents"].rows, _refused(after), allowed)]
    for table in registry.tables():
        if table.name not in allowed.ignored and table.name in old:
            results += _of_table(table, old[table.name], new[table.name], after, allowed)
    effect: Effect = "noted" if accepted else "stops"
    return [replace(result, effect="none" if result.passed else effect) for result in results]


def _counts(folder: Path) -> dict[str, Counts]:
    """Those of each table the release has, by name; one from before a table was added has none of it."""
    paths = {table.name: folder / f"{table.name}.parquet" for table in registry.tables()}
    return {name: _counted(path) for name, path in paths.items() if path.is_file()}


def _counted(path: Path) -> Counts:
    metadata = pq.read_metadata(path)
    filled = dict.fromkeys(metadata.schema.names, metadata.num_rows)
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for chunk in map(group.column, range(group.num_columns)):
            filled[chunk.path_in_schema] -= chunk.statistics.null_count
    return Counts(metadata.num_rows, filled)


def _refused(folder: Path) -> int:
    """Files that were found and gave no text."""
    rows = pq.read_table(folder / "quarantine.parquet", columns=["table_name", "stage"]).to_pylist()
    return sum(row["table_name"] is None and row["stage"] != "discover" for row in rows)


def _of_table(
    table: Table, old: Counts, new: Counts, after: Path, allowed: Shrinkage
) -> Iterator[CheckResult]:
    if old.rows >= allowed.judged_from:
        least = (1 - allowed.rows) * old.rows
        yield _result(
            f"{table.name}.rows_kept",
            table.name,
            new.rows >= least,
            f"the table keeps {1 - allowed.rows:.0%} of the {old.rows:,} rows of the release before.",
            f"It has {new.rows:,}. {ADVICE}",
            "A release that lost so many rows is more often a fault of its input than meant.",
        )
    for column in table.fields:
        had, has = old.filled.get(column.name, 0), new.filled.get(column.name, 0)
        if not column.nullable or had < allowed.judged_from or not new.rows:
            continue
        share, was = has / new.rows, had / old.rows
        result = _result(
            f"{table.name}.{column.name}.filled_kept",
            table.name,
            has >= had or share >= (1 - allowed.filled) * was,
            f"{column.name} has a value in {(1 - allowed.filled) * was:.1%} of the rows; "
            f"in the release before it has one in {was:.1%}.",
            f"It has one in {share:.1%}, {has:,} of {new.rows:,}. {ADVICE}",
            "A column that empties from one release to the next was not read.",
        )
        yield result if result.passed else replace(result, sample=_without(table, column.name, after))


def _read(old: int, were_refused: int, new: int, are_refused: int, allowed: Shrinkage) -> CheckResult:
    was, share = (read / (read + lost or 1) for read, lost in ((old, were_refused), (new, are_refused)))
    return _result(
        "documents.read_kept",
        "documents",
        old < allowed.judged_from or new >= old or share >= (1 - allowed.read) * was,
        f"{(1 - allowed.read) * was:.1%} of the files can be read; in the release before it was {was:.1%}.",
        f"It is {share:.1%}, {new:,} of {new + are_refused:,}. {ADVICE}",
        "When many files are refused at once, a reader or the way the files came is at fault.",
    )


def _without(table: Table, column: str, after: Path) -> tuple[dict[str, object], ...]:
    """The first rows that have no value, with the document they are about."""
    named = [name for name in (*table.primary_key, "source_path", "text") if name in table.columns]
    rows = pl.scan_parquet(after / f"{table.name}.parquet", glob=False).filter(pl.col(column).is_null())
    return tuple(rows.select(*dict.fromkeys((*named, column))).head(SAMPLE_ROWS).collect().to_dicts())


def _result(check_id: str, table: str, passed: bool, message: str, detail: str, reason: str) -> CheckResult:
    return CheckResult(
        check_id=check_id,
        kind="bound",
        table=table,
        severity="error",
        status="passed" if passed else "failed",
        message=message,
        reason=reason,
        detail="" if passed else detail,
    )
