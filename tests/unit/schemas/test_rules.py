"""Every cross-table rule: silent on a warehouse without faults, and naming the row that has one."""

from collections.abc import Iterator

import duckdb
import pytest

from cronica.schemas import registry
from cronica.schemas.model import Rule
from tests.unit.schemas.faults import DOCUMENT, FAULTLESS, FAULTS, load

RULES = {rule.rule_id: rule for rule in registry.rules()}
OUTPUT = ["document_id", "table_name", "row_key", "found", "expected"]


@pytest.fixture(scope="module")
def faultless() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        load(connection)
        connection.execute(
            "CREATE VIEW reference_sc_resolution_ranges AS SELECT * FROM (VALUES "
            "('2005', '1580', '1651'), ('2006', '1652', '1738'), ('2025', '2768', NULL)) "
            "AS t(year, first, last)"
        )
        yield connection


@pytest.fixture
def warehouse(faultless: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    faultless.begin()
    yield faultless
    faultless.rollback()


def offences(connection: duckdb.DuckDBPyConnection, rule: Rule) -> list[tuple[str, ...]]:
    return connection.execute(rule.sql).fetchall()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_faultless_warehouse_passes(warehouse: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    answer = warehouse.execute(rule.sql)
    assert [column[0] for column in answer.description] == OUTPUT
    assert {str(column[1]) for column in answer.description} == {"VARCHAR"}
    assert answer.fetchall() == []


@pytest.mark.parametrize(("rule_id", "change", "row_key"), FAULTS)
def test_a_fault_is_found(
    warehouse: duckdb.DuckDBPyConnection, rule_id: str, change: str, row_key: str
) -> None:
    warehouse.execute(f"UPDATE {change}")
    found = offences(warehouse, RULES[rule_id])
    assert sorted(row[2] for row in found) == sorted(row_key.split(" "))
    assert all(row[1] in FAULTLESS for row in found)


def test_every_written_rule_is_tried() -> None:
    written = {path.stem for path in (registry.ROOT / "rules").glob("*.sql")}
    assert written <= {rule_id for rule_id, _, _ in FAULTS}


def test_every_foreign_key_has_a_rule() -> None:
    keys = {f"{table.name}_{key.field}_resolves" for table in registry.tables() for key in table.foreign_keys}
    assert keys <= set(RULES)


def test_the_year_that_still_runs_has_no_last_number(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("UPDATE citations SET symbol = 'S/RES/2790(2025)' WHERE citation_id = 'c2'")
    assert offences(warehouse, RULES["sc_citation_year"]) == []


def test_a_misprinted_year_is_reported_with_the_right_one(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("UPDATE citations SET symbol = 'S/RES/1631(2006)' WHERE citation_id = 'c2'")
    ((_, _, _, found, expected),) = offences(warehouse, RULES["sc_citation_year"])
    assert (found, expected) == ("S/RES/1631(2006)", "S/RES/1631(2005)")


def test_what_documents_get_wrong_is_never_an_error() -> None:
    """Their contradictions are facts to publish; only our own inconsistencies stop a release."""
    theirs = {"date_exists", "adoption_not_after_issue", "sc_citation_year", "session_agrees_with_symbol"}
    theirs |= {"cited_date_in_session", "document_date_in_session", "footnotes_and_marks_pair"}
    assert {RULES[rule_id].severity for rule_id in theirs} == {"warning"}


def test_a_part_of_a_resolution_is_its_own_symbol(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(
        "UPDATE citations SET symbol = 'A/RES/76/244', symbol_part = 'B' WHERE citation_id = 'c3'"
    )
    warehouse.execute(f"UPDATE documents SET symbol = 'A/RES/76/244 B' WHERE document_id = '{DOCUMENT}'")
    assert offences(warehouse, RULES["self_citation_is_the_symbol"]) == []
