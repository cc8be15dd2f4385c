"""Write ``ordinals.csv``: every word that is a French ordinal, or a part of one, with its number.

    python seeds/languages/fr/make_ordinals.py

From 1 to 99 each ordinal is a row, as it is written with *et* or with hyphens since 1990; the hundreds stand
before it and are put together with it by the reader: *cent vingt-deuxième*.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

SMALL = [
    *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
IRREGULAR = {1: ["premier", "première"], 2: ["deuxième", "second", "seconde"]}
PLURAL = {1: ["premiers", "premières"], 2: ["seconds", "secondes"]}


def ordinal(cardinal: str) -> str:
    """*quatre* → *quatrième*, *cinq* → *cinquième*, *neuf* → *neuvième*."""
    if cardinal.endswith("neuf"):
        cardinal = cardinal[:-1] + "v"
    elif cardinal.endswith("cinq"):
        cardinal += "u"
    return cardinal.removesuffix("e") + "ième"


def cardinals(number: int) -> list[str]:
    """The number from 1 to 99 in words, in each of its spellings."""
    if number < 20:
        return [SMALL[number - 1]]
    ten = max(each for each in TENS if each <= number)
    if number == ten:
        return [TENS[ten]]
    unit = SMALL[number - ten - 1]
    if unit in ("un", "onze") and ten != 80:
        return [f"{TENS[ten]} et {unit}", f"{TENS[ten]}-et-{unit}"]
    return [f"{TENS[ten]}-{unit}"]


def table() -> Iterator[tuple[str, int, str, str]]:
    """The rows of ``ordinals.csv``."""
    for number in range(1, 100):
        for word in IRREGULAR.get(number) or map(ordinal, cardinals(number)):
            yield word, number, "", ""
        yield from ((word, number, "yes", "") for word in PLURAL.get(number, ()))
    yield "unième", 1, "", ""  # cent unième
    for hundreds in range(1, 10):
        for blank in (" ", "-") if hundreds > 1 else ("",):
            word = f"{SMALL[hundreds - 1]}{blank}cent" if hundreds > 1 else "cent"
            yield ordinal(word), hundreds * 100, "", ""
            yield word, hundreds * 100, "", "yes"


if __name__ == "__main__":
    with Path(__file__).with_name("ordinals.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("form", "number", "is_plural", "only_before"))
        writer.writerows(table())
