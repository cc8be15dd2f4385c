"""Rules across tables: SQL that selects the offending rows, run over the files about to be published."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import duckdb

import seeds
from flows.validate.verdict import SAMPLE_ROWS, CheckResult
from schemas.model import Rule
from warehouse import bounded
from warehouse.quote import identifier, literal, parquet


def check(
    rules: Collection[Rule], tables: Collection[str], folder: Path, threads: int | None = None
) -> list[CheckResult]:
    """Run each rule over the Parquet files of a folder and over the reference tables.

    The table ``seeds/reference/x.csv`` is ``reference_x``. Reference tables have text columns only; an empty
    cell is null.

    Args:
        rules: Rules whose SQL selects offending rows.
        tables: The names of the tables that they may ask.
        folder: Holds them, ``<table>.parquet`` each.
        threads: As for ``bounded.run``.

    Returns:
        One result a rule, in the order given. A rule whose SQL fails is an ``exception``, never a success.
    """

    def checked(connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
        for path in (folder / f"{name}.parquet" for name in tables):
            connection.execute(f"CREATE VIEW {identifier(path.stem)} AS FROM {parquet(path)}")
        for path in sorted((seeds.ROOT / "reference").glob("*.csv")):
            columns = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
            view = f"reference_{path.stem}"
            connection.execute(f"CREATE VIEW {view} AS SELECT * FROM read_csv({literal(path)}, {columns})")
        return [_check(rule, connection) for rule in rules]

    return bounded.run(checked, threads)


def _check(rule: Rule, connection: duckdb.DuckDBPyConnection) -> CheckResult:
    result = CheckResult(
        check_id=rule.rule_id,
        kind="rule",
        table="",
        severity=rule.severity,
        status="passed",
        message=rule.message,
        reason=rule.runbook,
    )
    try:
        offenders = connection.sql(rule.sql).pl()
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        return replace(result, status="exception", detail=str(error))
    if offenders.is_empty():
        return result
    sample = tuple(offenders.head(SAMPLE_ROWS).rows(named=True))
    named = (
        offenders.select("document_id", "table_name", "row_key").rows() if rule.severity == "error" else ()
    )
    return replace(result, status="failed", failing=offenders.height, sample=sample, named=tuple(named))
