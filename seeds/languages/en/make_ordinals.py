"""Write ``ordinals.csv``: every English ordinal to 250, as it is printed, with its number.

    python seeds/languages/en/make_ordinals.py

A form that is ``only_before`` stands only before a smaller ordinal: *seventy fifth*.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
IRREGULAR = {
    **{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"},
    **{"nine": "ninth", "twelve": "twelfth"},
}
MISSPELT = {"fourty": 40, "fourtieth": 40, "ninetyth": 90, "twelvth": 12, "nineth": 9, "eigth": 8}
LAST = 250


def ordinal(word: str) -> str:
    """The ordinal of a number that is one word: *fifth*, *twentieth*."""
    return IRREGULAR.get(word) or (f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th")


def below_hundred(number: int) -> Iterator[str]:
    """Its spellings: *seventy-fifth*, and as the end of a line leaves it, *seventyfifth*."""
    if number < 20:
        yield ordinal([*UNITS, *TEENS][number - 1])
        return
    ten, unit = TENS[number // 10 - 2], number % 10
    if not unit:
        yield ordinal(ten)
    else:
        yield from (f"{ten}{between}{ordinal(UNITS[unit - 1])}" for between in ("-", ""))


def spellings(number: int) -> Iterator[str]:
    """Every spelling of an ordinal."""
    if number < 100:
        yield from below_hundred(number)
        return
    hundred, rest = divmod(number, 100)
    for head in (f"{UNITS[hundred - 1]} hundred", f"{UNITS[hundred - 1]}-hundred"):
        if not rest:
            yield f"{head}th"
        for tail in below_hundred(rest) if rest else ():
            yield from (f"{head} and {tail}", f"{head} {tail}")


def table() -> list[tuple[str, int, str, str]]:
    """The rows of ``ordinals.csv``."""
    rows = [(form, number, "", "") for number in range(1, LAST + 1) for form in spellings(number)]
    rows += [(ten, 10 * place, "", "yes") for place, ten in enumerate(TENS, start=2)]
    return rows + [
        (form, number, "", "yes" if form.endswith("y") else "") for form, number in MISSPELT.items()
    ]


if __name__ == "__main__":
    with Path(__file__).with_name("ordinals.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("form", "number", "is_plural", "only_before"))
        writer.writerows(table())
