"""Roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language.roman import from_roman, parse_roman, to_roman


@given(st.integers(min_value=1, max_value=399))
def test_roman_numerals(number: int) -> None:
    tables = (
        ["", "C", "CC", "CCC"],
        ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"],
        ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
    )
    numeral = "".join(table[int(digit)] for table, digit in zip(tables, f"{number:03}", strict=True))
    assert parse_roman(numeral) == from_roman(numeral) == number
    assert to_roman(number) == numeral


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IM", "xiv", "X ", "CCCC", "D"])
def test_what_is_no_well_formed_numeral_below_400(numeral: str) -> None:
    assert parse_roman(numeral) is None


def test_a_numeral_that_is_not_well_formed_has_a_value_all_the_same() -> None:
    assert from_roman("XXVIIII") == 29
