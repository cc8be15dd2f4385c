"""Write ``ordinals.csv``: every word that is a Russian ordinal, or a part of one, with its number.

    python seeds/languages/ru/make_ordinals.py

Of an ordinal of several words the last alone is declined (*семьдесят первой*): the others are cardinals,
which are ordinals only before a smaller one. Their numbers add up.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

HARD = {
    **{1: "перв", 4: "четверт", 5: "пят", 9: "девят", 10: "десят", 11: "одиннадцат", 12: "двенадцат"},
    **{13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат", 17: "семнадцат"},
    **{18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 30: "тридцат", 50: "пятидесят"},
    **{60: "шестидесят", 70: "семидесят", 80: "восьмидесят", 90: "девяност", 100: "сот", 200: "двухсот"},
    **{1000: "тысячн", 2000: "двухтысячн"},
}
"""Stems whose masculine ends in -ый."""
STRESSED = {2: "втор", 6: "шест", 7: "седьм", 8: "восьм", 40: "сороков"}
"""Stems whose masculine ends in -ой."""
ENDINGS = ("ая", "ое", "ого", "ой", "ому", "ую", "ым", "ом")
PLURALS = ("ые", "ых", "ыми")
THIRD = ("третий", "третья", "третье", "третьего", "третьей", "третьему", "третью", "третьим", "третьем")
THIRDS = ("третьи", "третьих", "третьими")
CARDINALS = {20: "двадцать", 30: "тридцать", 40: "сорок", 50: "пятьдесят", 60: "шестьдесят", 70: "семьдесят",
    80: "восемьдесят", 90: "девяносто", 100: "сто", 200: "двести"}  # fmt: skip
LOOK_ALIKE = str.maketrans("с", "c")
"""A Latin letter that is typed for the Cyrillic one at the beginning of a line."""


def table() -> Iterator[tuple[str, int, str, str]]:
    """The rows of ``ordinals.csv``."""
    for stems, masculine in ((HARD, "ый"), (STRESSED, "ой")):
        for number, stem in stems.items():
            yield from ((stem + end, number, "", "") for end in dict.fromkeys((masculine, *ENDINGS)))
            yield from ((stem + end, number, "yes", "") for end in PLURALS)
    yield from ((form, 3, "", "") for form in THIRD)
    yield from ((form, 3, "yes", "") for form in THIRDS)
    for number, word in CARDINALS.items():
        yield word, number, "", "yes"
        if word[0] == "с":
            yield word[0].translate(LOOK_ALIKE) + word[1:], number, "", "yes"


if __name__ == "__main__":
    with Path(__file__).with_name("ordinals.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("form", "number", "is_plural", "only_before"))
        writer.writerows(table())
