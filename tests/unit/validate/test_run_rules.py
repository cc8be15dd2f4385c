from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from cronica import seeds
from cronica.flows.validate import rules
from cronica.flows.validate.result import SAMPLE_ROWS
from cronica.schemas.model import Rule
from cronica.warehouse.store.package import DATABASE

PLACE = "NULL::VARCHAR AS document_id, 'numbers' AS table_name, n::VARCHAR AS row_key"
ROWS = pl.DataFrame({"n": list(range(100)), "text": ["ñandú"] * 100})


def check(sql: str, severity: str = "error"):
    rule = Rule(rule_id="r", severity=severity, message="It is so.", runbook="Look.", sql=sql)
    with TemporaryDirectory() as folder:
        with duckdb.connect(Path(folder) / DATABASE) as connection:
            connection.register("rows", ROWS)
            connection.execute("CREATE TABLE numbers AS FROM rows")
        (result,) = rules.check([rule], Path(folder))
    return result


def test_a_rule_that_selects_nothing_passes():
    result = check(f"SELECT {PLACE}, text AS found, text AS expected FROM numbers WHERE n < 0")
    assert (result.status, result.failing, result.sample) == ("passed", 0, ())


def test_failing_rows_are_counted_and_the_first_are_shown():
    sql = f"SELECT {PLACE}, n::VARCHAR AS found, text AS expected FROM numbers WHERE n >= 50 ORDER BY n DESC"
    result = check(sql, "warning")
    assert (result.status, result.severity, result.failing) == ("failed", "warning", 50)
    assert len(result.sample) == SAMPLE_ROWS
    assert result.sample[0] == {
        "document_id": None,
        "table_name": "numbers",
        "row_key": "50",
        "found": "50",
        "expected": "ñandú",
    }
    assert result.named == ()
    assert (result.kind, result.check_id, result.message, result.reason) == (
        "rule",
        "r",
        "It is so.",
        "Look.",
    )


def test_a_rule_that_cannot_run_is_an_exception():
    result = check("SELECT gone FROM numbers", "info")
    assert result.status == "exception"
    assert "gone" in result.detail


def test_every_reference_table_can_be_asked():
    for path in sorted((seeds.ROOT / "reference").glob("*.csv")):
        rows = seeds.reference(path.stem)
        columns = " || ".join(f"coalesce(\"{name}\", '')" for name in rows[0])
        result = check(
            "SELECT NULL AS document_id, 'bodies' AS table_name, 'x' AS row_key, "
            f"{columns} AS found, NULL AS expected FROM reference_{path.stem}"
        )
        assert result.failing == len(rows), path.stem
        assert result.sample[0]["found"] == min("".join(row.values()) for row in rows)


def test_an_empty_cell_of_a_reference_table_is_null():
    columns = "body_code AS document_id, NULL AS table_name, NULL AS row_key, NULL AS found, NULL AS expected"
    assert check(f"SELECT {columns} FROM reference_bodies WHERE parent_body_code = ''").passed
    assert not check(f"SELECT {columns} FROM reference_bodies WHERE parent_body_code IS NULL").passed
