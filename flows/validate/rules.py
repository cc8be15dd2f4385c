"""Rules across tables: SQL that selects the offending rows, run over the frames about to be published."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import duckdb
import polars as pl

import seeds
from flows.validate.verdict import SAMPLE_ROWS, CheckResult
from schemas.model import Rule


def check(rules: Iterable[Rule], frames: Mapping[str, pl.DataFrame]) -> list[CheckResult]:
    """Run each rule over the frames and the reference tables (``seeds/reference/x.csv`` is ``reference_x``).

    Reference tables have text columns only; an empty cell is null.

    Args:
        rules: Rules whose SQL selects offending rows.
        frames: Tables by name.

    Returns:
        One result a rule, in the order given. A rule whose SQL fails is an ``exception``, never a success.
    """
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as connection:
        for name, frame in frames.items():
            connection.register(name, frame.to_arrow())
        for path in sorted((seeds.ROOT / "reference").glob("*.csv")):
            columns = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
            literal = str(path).replace("'", "''")
            view = f"reference_{path.stem}"
            connection.execute(f"CREATE VIEW {view} AS SELECT * FROM read_csv('{literal}', {columns})")
        return [_check(rule, connection) for rule in rules]


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
    except duckdb.Error as error:
        return replace(result, status="exception", detail=str(error))
    if offenders.is_empty():
        return result
    sample = tuple(offenders.head(SAMPLE_ROWS).rows(named=True))
    return replace(result, status="failed", failing=offenders.height, sample=sample)
