"""Run the rules across tables: SQL that selects failing rows from the staged database."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl

from cronica import seeds
from cronica.flows.validate.result import SAMPLE_ROWS, CheckResult
from cronica.schemas.model import Rule
from cronica.schemas.quote import literal
from cronica.warehouse.store import bounded
from cronica.warehouse.store.package import DATABASE

ROW_NAME = ("document_id", "table_name", "row_key")
ORDER = [*ROW_NAME, "found", "expected"]
"""The columns of a failing row, in the order failing rows are reported."""


def check(rules: Collection[Rule], staged: Path) -> list[CheckResult]:
    """Run each rule on the database of a staging folder and on the reference tables.

    The table ``seeds/reference/x.csv`` is ``reference_x``. Reference tables have text columns only; an empty
    cell is null.

    Args:
        rules: Rules whose SQL selects failing rows.
        staged: Folder of the database.

    Returns:
        One result for each rule, in the order given, ``effect`` not yet decided. A rule whose SQL fails is an
        ``exception``, never a success.
    """

    def run(connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
        for path in sorted((seeds.ROOT / "reference").glob("*.csv")):
            view = f"reference_{path.stem}"
            if any(view in rule.sql for rule in rules):
                columns = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
                connection.execute(f"CREATE VIEW {view} AS FROM read_csv({literal(path)}, {columns})")
        connection.execute(f"ATTACH {literal(staged / DATABASE)} AS release (READ_ONLY)")
        connection.execute("SET search_path = 'release,memory'")
        return [_check(rule, connection) for rule in rules]

    return bounded.run(run)


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
        failing: pl.DataFrame = connection.execute(rule.sql).pl()
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        return replace(result, status="exception", detail=str(error))
    if failing.is_empty():
        return result
    failing = failing.sort(ORDER)
    return replace(
        result,
        status="failed",
        failing=failing.height,
        sample=tuple(failing.head(SAMPLE_ROWS).rows(named=True)),
        named=tuple(failing.select(ROW_NAME).rows()) if rule.severity == "error" else (),
    )
