"""Roman numerals."""

import re

_VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS = {letters: value for value, letters in _VALUES if len(letters) == 1}
_WELL_FORMED = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def to_roman(number: int) -> str:
    """A number in roman numerals, in capitals."""
    written = ""
    for value, letters in _VALUES:
        times, number = divmod(number, value)
        written += letters * times
    return written


def from_roman(numeral: str) -> int:
    """The value of a roman numeral in capitals, well-formed or not.

    Raises:
        KeyError: it holds something else than the letters of roman numerals.
    """
    values = [_LETTERS[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def parse_roman(numeral: str) -> int | None:
    """The value of a well-formed roman numeral in capitals up to 399, else ``None``."""
    return from_roman(numeral) if _WELL_FORMED.fullmatch(numeral) else None
