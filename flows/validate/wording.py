"""Expectations in words, for people who read a report and not a library's manual."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from cronica.schemas.expectations import SPAN_COLUMN, Expectation


def sentence(spec: Expectation) -> str:
    """What the expectation expects, in a sentence that begins after "expected that"."""
    return f"{_expected(spec.expectation, spec.kwargs)}."


def shape_found(spec: Expectation, frame: pl.DataFrame) -> str:
    """What was found instead of the expected columns or number of rows."""
    if spec.expectation == "ExpectTableRowCountToBeBetween":
        return f"The table has {frame.height} rows."
    wanted = spec.kwargs["column_list"]
    missing = ", ".join(name for name in wanted if name not in frame.columns)
    extra = ", ".join(name for name in frame.columns if name not in wanted)
    faults = [f"{what}: {names}." for what, names in (("Missing", missing), ("Not expected", extra)) if names]
    return " ".join(faults) or "The columns stand in another order."


def _expected(expectation: str, kwargs: Mapping[str, Any]) -> str:
    column = kwargs.get("column")
    match expectation:
        case "ExpectTableColumnsToMatchOrderedList":
            return "the columns are those of the contract, in its order"
        case "ExpectTableRowCountToBeBetween":
            return f"the number of rows is {_limits(kwargs)}"
        case "ExpectColumnValuesToBeUnique":
            return f"no two rows share a {column}"
        case "ExpectCompoundColumnsToBeUnique":
            return f"no two rows share {', '.join(kwargs['column_list'])}"
        case "ExpectColumnValuesToNotBeNull":
            return _has(str(column), kwargs)
        case "ExpectColumnValuesToBeInSet":
            return f"{column} is one of {', '.join(map(str, kwargs['value_set']))}"
        case "ExpectColumnValuesToMatchRegex":
            return f"{column} has the form {kwargs['regex']}"
        case "ExpectColumnValuesToBeBetween":
            return f"{column} is {_limits(kwargs)}"
        case "ExpectColumnValueLengthsToBeBetween":
            return f"the number of characters of {column} is {_limits(kwargs)}"
        case "ExpectColumnPairValuesToBeEqual":
            return f"{kwargs['column_A']} equals {_meaning(kwargs['column_B'])}"
        case "ExpectColumnPairValuesAToBeGreaterThanB":
            relation = "not greater than" if kwargs["or_equal"] else "less than"
            return f"{kwargs['column_B']} is {relation} {kwargs['column_A']}"
    raise ValueError(f"no wording for {expectation}")


def _meaning(column: str) -> str:
    return "what stands from start_char to end_char" if column == SPAN_COLUMN else column


def _limits(kwargs: Mapping[str, Any]) -> str:
    low, high = kwargs.get("min_value"), kwargs.get("max_value")
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"between {low} and {high}"


def _has(column: str, kwargs: Mapping[str, Any]) -> str:
    """That a column has values: in which rows, and in what share of them."""
    rows = ""
    if condition := kwargs.get("row_condition"):
        among = condition.get("parameter")
        name = condition["column"]["name"]
        rows = f" whose {name} is {_or(among)}" if among else f" with {_a(name)}"
    share = kwargs.get("mostly", 1.0)
    if share < 1:
        return f"at least {share:.0%} of the rows{rows} have {_a(column)}"
    return f"every row{rows} has {_a(column)}"


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _or(values: Sequence[str]) -> str:
    *others, last = values
    return f"{', '.join(others)} or {last}" if others else last
