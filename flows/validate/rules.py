"""Rules across tables: SQL that selects the offending rows.

They are asked of the files about to be published. Those that tell of each document by itself are asked of
documents in pieces, too: of several pieces at once, since a question has a price that does not depend on the
rows.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import duckdb
import polars as pl
from cronica.flows.validate.verdict import SAMPLE_ROWS, CheckResult
from cronica.schemas.model import Rule
from cronica.warehouse.store import bounded
from cronica.warehouse.store.quote import identifier, literal, parquet

from cronica import seeds

PLACE = ("document_id", "table_name", "row_key")
"""What names an offending row."""
ORDER = (*PLACE, "found", "expected")
"""The columns of an offence, in the order by which offences are told: of documents, as pieces are."""

Offences = pl.DataFrame | str
"""What a rule selects, in order, or why it could not be asked."""


def check(
    rules: Collection[Rule], tables: Collection[str], folder: Path, threads: int | None = None
) -> list[CheckResult]:
    """Ask each rule of the Parquet files of a folder and of the reference tables.

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

    def asked(connection: duckdb.DuckDBPyConnection) -> list[Offences]:
        for path in (folder / f"{name}.parquet" for name in tables):
            connection.execute(f"CREATE VIEW {identifier(path.stem)} AS FROM {parquet(path)}")
        return _ask(rules, connection)

    found = bounded.run(asked, threads)
    return [_result(rule, offences) for rule, offences in zip(rules, found, strict=True)]


def check_each(
    rules: Sequence[Rule],
    tables: Collection[str],
    rows: Callable[[str], Sequence[pl.DataFrame]],
    references: Mapping[str, pl.DataFrame],
) -> list[list[CheckResult]]:
    """Ask rules that tell of each document by itself of documents in pieces, of all at once.

    Args:
        rules: as for ``check``.
        tables: the tables of the pieces.
        rows: gives the rows of a table in each piece; no document is in two.
        references: the tables in no piece that they may ask.

    Returns:
        What ``check`` gives, for each piece; the pieces beside it make no difference.
    """

    def asked(connection: duckdb.DuckDBPyConnection) -> list[Offences]:
        for name in tables:
            _load(name, pl.concat(rows(name)), connection)
        for name, frame in references.items():
            _load(name, frame, connection)
        return _ask(rules, connection)

    found = bounded.run(asked, threads=1)
    documents = [frame["document_id"] for frame in rows("documents")]
    apart = [_apart(offences, documents) for offences in found]
    if None in apart:
        alone = (check_each(rules, tables, _only(rows, at), references) for at in range(len(documents)))
        return [answer for answers in alone for answer in answers]
    of_pieces = zip(*apart, strict=True)
    return [
        [_result(rule, offences) for rule, offences in zip(rules, of_piece, strict=True)]
        for of_piece in of_pieces
    ]


def _only(rows: Callable[[str], Sequence[pl.DataFrame]], at: int) -> Callable[[str], Sequence[pl.DataFrame]]:
    return lambda name: [rows(name)[at]]


def together(rule: Rule, results: Collection[CheckResult]) -> CheckResult:
    """The result of a rule, from those for pieces; those that pass may be left out."""
    if raised := next((result for result in results if result.status == "exception"), None):
        return raised
    samples = chain.from_iterable(result.sample for result in results)
    named = chain.from_iterable(result.named for result in results)
    return replace(
        unchecked(rule),
        status="passed" if all(result.passed for result in results) else "failed",
        failing=sum(result.failing for result in results),
        sample=tuple(sorted(samples, key=lambda row: _rank(row[name] for name in ORDER))[:SAMPLE_ROWS]),
        named=tuple(sorted(named, key=_rank)),
    )


def unchecked(rule: Rule) -> CheckResult:
    """What is known of a rule before it is asked."""
    return CheckResult(
        check_id=rule.rule_id,
        kind="rule",
        table="",
        severity=rule.severity,
        status="passed",
        message=rule.message,
        reason=rule.runbook,
    )


def _load(name: str, rows: pl.DataFrame, connection: duckdb.DuckDBPyConnection) -> None:
    """Copy rows into the database, which would convert them anew for every rule that asks for them."""
    connection.register("rows_of_a_table", rows)
    connection.execute(f"CREATE TABLE {identifier(name)} AS FROM rows_of_a_table")
    connection.unregister("rows_of_a_table")


def _ask(rules: Collection[Rule], connection: duckdb.DuckDBPyConnection) -> list[Offences]:
    """Ask the rules of the tables there, and of the reference tables they name."""
    for path in sorted((seeds.ROOT / "reference").glob("*.csv")):
        view = f"reference_{path.stem}"
        if any(view in rule.sql for rule in rules):
            columns = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
            connection.execute(f"CREATE VIEW {view} AS SELECT * FROM read_csv({literal(path)}, {columns})")
    return [_offences(rule, connection) for rule in rules]


def _offences(rule: Rule, connection: duckdb.DuckDBPyConnection) -> Offences:
    try:
        offences: pl.DataFrame = connection.execute(rule.sql).pl()
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        return str(error)
    return offences.sort(ORDER)


def _apart(offences: Offences, documents: Sequence[pl.Series]) -> list[Offences] | None:
    """The offences of each piece, by its documents; None when it cannot be told whose they are."""
    if len(documents) == 1:
        return [offences]
    if isinstance(offences, str):
        return None
    each = [offences.filter(pl.col("document_id").is_in(ids.implode())) for ids in documents]
    return [*each] if sum(of_piece.height for of_piece in each) == offences.height else None


def _result(rule: Rule, offences: Offences) -> CheckResult:
    result = unchecked(rule)
    if isinstance(offences, str):
        return replace(result, status="exception", detail=offences)
    if offences.is_empty():
        return result
    sample = tuple(offences.head(SAMPLE_ROWS).rows(named=True))
    named = offences.select(PLACE).rows() if rule.severity == "error" else ()
    return replace(result, status="failed", failing=offences.height, sample=sample, named=tuple(named))


def _rank(values: Iterable[str | None]) -> list[tuple[bool, str]]:
    """What sorts as the offences are: no value first."""
    return [(value is not None, value or "") for value in values]
