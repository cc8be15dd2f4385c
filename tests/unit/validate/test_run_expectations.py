"""Each kind of check on small frames, run by Great Expectations itself."""

import datetime
import subprocess
import sys

import polars as pl
import pytest

from cronica.flows.validate import expectations as suite
from cronica.schemas import registry
from cronica.schemas.expectations import Expectation, expectations

DAY = datetime.date


def spec(expectation: str, severity: str = "error", **kwargs: object) -> Expectation:
    return Expectation(f"t.{expectation}", expectation, kwargs, severity, "because")


def only(frame: pl.DataFrame, check: Expectation):
    (result,) = suite.check("t", [frame], [check], ["id"])
    return result


GIVEN = {"type": "nullity", "column": {"name": "kind"}, "is_null": False}
AMONG = {"type": "comparison", "column": {"name": "kind"}, "operator": "IN", "parameter": ["a", "b"]}
NOT_NULL = "ExpectColumnValuesToNotBeNull"
PAIR = "ExpectColumnPairValuesAToBeGreaterThanB"
ORDERED = {"column_A": "end", "column_B": "start", "ignore_row_if": "either_value_is_missing"}
EQUAL = {"column_A": "text", "column_B": "span_text", "ignore_row_if": "both_values_are_missing"}

FAULTS = {
    "null": (spec(NOT_NULL, column="x"), {"x": ["é", None, ""]}, (1,), 3),
    "null where another has a value": (
        spec(NOT_NULL, column="x", mostly=1.0, row_condition=GIVEN),
        {"x": [None, None, "é"], "kind": [None, "z", "z"]},
        (1,),
        2,
    ),
    "null where another is one of": (
        spec(NOT_NULL, column="x", mostly=1.0, row_condition=AMONG),
        {"x": [None, None, None], "kind": ["a", "c", "b"]},
        (0, 2),
        2,
    ),
    "too many nulls": (spec(NOT_NULL, column="x", mostly=0.9), {"x": ["a", None, "b"]}, (1,), 3),
    "format": (
        spec("ExpectColumnValuesToMatchRegex", column="x", regex="^[a-z]+$"),
        {"x": ["a", None, "B"]},
        (2,),
        2,
    ),
    "not in the set": (
        spec("ExpectColumnValuesToBeInSet", column="x", value_set=["a", "b"]),
        {"x": ["b", "a ", None]},
        (1,),
        2,
    ),
    "number out of range": (
        spec("ExpectColumnValuesToBeBetween", column="x", min_value=1, max_value=None),
        {"x": [0, None, 1]},
        (0,),
        2,
    ),
    "date out of range": (
        spec("ExpectColumnValuesToBeBetween", column="x", min_value="1000-01-01", max_value="2999-12-31"),
        {"x": [DAY(999, 1, 1), None, DAY(2999, 12, 31)]},
        (0,),
        2,
    ),
    "length": (
        spec("ExpectColumnValueLengthsToBeBetween", column="x", min_value=1, max_value=2),
        {"x": ["", "áé", "abc"]},
        (0, 2),
        3,
    ),
    "not unique": (spec("ExpectColumnValuesToBeUnique", column="x"), {"x": ["a", "b", "a"]}, (0, 2), 3),
    "not unique together": (
        spec("ExpectCompoundColumnsToBeUnique", column_list=["x", "y"]),
        {"x": ["a", "a", "a"], "y": [1, 2, 1]},
        (0, 2),
        3,
    ),
    "wrong order": (
        spec(PAIR, **ORDERED, or_equal=True),
        {
            "start": [DAY(2001, 1, 2), DAY(2001, 1, 1), None],
            "end": [DAY(2001, 1, 1), DAY(2001, 1, 1), DAY(2001, 1, 1)],
        },
        (0,),
        2,
    ),
    "not strictly in order": (
        spec(PAIR, **ORDERED, or_equal=False),
        {"start": [1, 1], "end": [1, 2]},
        (0,),
        2,
    ),
    "unequal": (
        spec("ExpectColumnPairValuesToBeEqual", **EQUAL),
        {"text": ["á", "á", None, None], "span_text": ["á", "a", None, ""]},
        (1, 3),
        3,
    ),
}


@pytest.mark.parametrize(("check", "data", "positions", "examined"), FAULTS.values(), ids=FAULTS)
def test_a_check_names_the_rows_that_fail(check, data, positions, examined):
    frame = pl.DataFrame({"id": [f"k{row}" for row in range(len(next(iter(data.values()))))], **data})
    result = only(frame, check)
    assert (result.status, result.failing) == ("failed", len(positions))
    names = tuple((None, "t", f"k{position}") for position in positions)
    assert result.named == (names if result.row_by_row else ())
    assert [row["id"] for row in result.sample] == [f"k{position}" for position in positions]
    assert result.examined == examined
    assert not result.detail

    held = only(frame.filter(~pl.int_range(pl.len()).is_in(positions)), check)
    assert (held.status, held.named, held.sample) == ("passed", (), ())


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        ({"a": [1]}, "Missing: b."),
        ({"a": [1], "b": [1], "c": [1]}, "Not expected: c."),
        ({"a": [1], "c": [1]}, "Missing: b. Not expected: c."),
        ({"b": [1], "a": [1]}, "The columns stand in another order."),
    ],
)
def test_the_columns_are_checked_by_name_and_order(data, detail):
    check = spec("ExpectTableColumnsToMatchOrderedList", column_list=["a", "b"])
    assert only(pl.DataFrame({"a": [1], "b": [2]}), check).passed
    result = only(pl.DataFrame(data), check)
    assert (result.status, result.detail, result.row_by_row) == ("failed", detail, False)


def test_an_empty_frame_fails_only_what_asks_for_rows():
    frame = pl.DataFrame(schema={"x": pl.String})
    rows = spec("ExpectTableRowCountToBeBetween", min_value=1)
    values = spec(NOT_NULL, column="x")
    counted, valued = suite.check("t", [frame], [rows, values], [])
    assert (counted.status, counted.detail) == ("failed", "The table has 0 rows.")
    assert (valued.status, valued.examined) == ("passed", 0)


def test_a_format_check_of_nulls_holds_and_says_that_it_saw_nothing():
    frame = pl.DataFrame({"id": ["a"], "x": [None]}, schema={"id": pl.String, "x": pl.String})
    result = only(frame, FAULTS["format"][0])
    assert (result.status, result.examined) == ("passed", 0)
    assert only(frame, FAULTS["null"][0]).status == "failed"


def test_a_check_of_a_missing_column_is_an_exception_and_no_success():
    frame = pl.DataFrame({"id": ["a"], "x": ["a"]})
    missing, present = suite.check(
        "t", [frame], [spec(NOT_NULL, column="gone"), FAULTS["format"][0]], ["id", "gone"]
    )
    assert (missing.status, missing.detail) == ("exception", "The table has no column gone.")
    assert present.passed


def test_an_exception_inside_a_check_is_its_own_and_fails_no_other():
    frame = pl.DataFrame({"id": ["a", "b"], "x": ["a", "b"]})
    broken = spec("ExpectColumnValuesToBeBetween", column="x", min_value=1, max_value=2)
    found = suite.check("t", [frame], [spec(NOT_NULL, column="x"), broken, FAULTS["format"][0]], ["id"])
    assert [result.status for result in found] == ["passed", "exception", "passed"]
    assert found[1].detail


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_rows_are_named_only_for_errors(severity):
    frame = pl.DataFrame({"id": ["k"], "x": [None]})
    result = only(frame, spec(NOT_NULL, severity, column="x"))
    assert (result.severity, len(result.named)) == (severity, severity == "error")


@pytest.mark.parametrize("name", [name for name in FAULTS if not name.startswith("not unique")])
@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_in_chunks_has_the_result_of_the_whole(name, rows):
    check, data, *_ = FAULTS[name]
    frame = pl.DataFrame({"id": [f"k{row}" for row in range(len(next(iter(data.values()))))], **data})
    (in_chunks,) = suite.check("t", frame.iter_slices(rows), [check], ["id"])
    assert in_chunks == only(frame, check)


@pytest.mark.parametrize(("nulls", "status"), [(1, "passed"), (2, "failed")])
def test_the_share_of_rows_is_one_of_the_whole_table(nulls, status):
    frame = pl.DataFrame(
        {"id": [f"k{row}" for row in range(10)], "x": [*[None] * nulls, *"abcdefghij"[nulls:]]}
    )
    (result,) = suite.check("t", frame.iter_slices(2), [spec(NOT_NULL, column="x", mostly=0.9)], ["id"])
    assert (result.status, result.failing) == (status, 0 if status == "passed" else nulls)


def test_only_a_check_of_rows_one_by_one_says_so():
    row_by_row = {
        name: only(pl.DataFrame({"id": []}), check).row_by_row for name, (check, *_) in FAULTS.items()
    }
    assert {name for name, rows in row_by_row.items() if not rows} == {
        "too many nulls",
        "not unique",
        "not unique together",
    }


@pytest.mark.parametrize("table", registry.tables(), ids=lambda table: table.name)
def test_every_check_of_the_contract_can_run(table, frames):
    frame = frames[table.name]
    if any(check.check == "text_equals_span" for check in table.checks):
        frame = frame.with_columns(span_text=pl.col("text"))
    found = suite.check(table.name, [frame], expectations(table), table.primary_key)
    assert len(found) == len(expectations(table))
    assert [result.check_id for result in found if not result.passed] == []


def test_great_expectations_says_nothing():
    program = """
import logging; logging.basicConfig(level=logging.INFO)
import polars as pl
from cronica.flows.validate import expectations as suite
from cronica.schemas.expectations import Expectation
suite.preload()
checks = [
    Expectation("t.0", "ExpectColumnValuesToNotBeNull", {"column": "x"}, "error", ""),
    Expectation("t.1", "ExpectColumnValuesToMatchRegex", {"column": "x", "regex": "^(b)$"}, "error", ""),
    Expectation("t.2", "ExpectColumnValuesToBeBetween", {"column": "x", "min_value": 1}, "error", ""),
]
assert not any(found.passed for found in suite.check("t", [pl.DataFrame({"x": ["a", None]})], checks, ["x"]))
"""
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (said.stdout, said.stderr) == ("", "")
