"""Write ``ordinals.csv``: Arabic ordinals to 199 with the article, of both genders and in both cases.

python seeds/languages/ar/make_ordinals.py
"""

import csv
from collections.abc import Iterator
from pathlib import Path

FIRST = {"f": "الأولى", "m": "الأول"}
ELEVENTH = {"f": "الحادية", "m": "الحادي"}
"""The first where a greater number follows: the eleventh, the twenty-first."""
UNITS = {
    "f": ["الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة"],
    "m": ["الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"],
}
TENTH = {"f": "العاشرة", "m": "العاشر"}
TEEN = {"f": "عشرة", "m": "عشر"}
TENS = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
ENDINGS = ("ون", "ين")
HUNDRED = ("المائة", "المئة")


def below_hundred() -> Iterator[tuple[str, int]]:
    """Each form and its number."""
    for gender in ("f", "m"):
        units = [ELEVENTH[gender], *UNITS[gender]]
        yield FIRST[gender], 1
        yield from ((unit, number) for number, unit in enumerate(UNITS[gender], start=2))
        yield TENTH[gender], 10
        yield from ((f"{unit} {TEEN[gender]}", 10 + number) for number, unit in enumerate(units, start=1))
        for tens, stem in enumerate(TENS, start=2):
            for end in ENDINGS:
                for number, unit in enumerate(units, start=1):
                    yield f"{unit} وال{stem}{end}", tens * 10 + number
    for tens, stem in enumerate(TENS, start=2):
        yield from ((f"ال{stem}{end}", tens * 10) for end in ENDINGS)


def table() -> Iterator[tuple[str, int]]:
    """The forms of ``ordinals.csv``."""
    small = list(below_hundred())
    yield from small
    for hundred in HUNDRED:
        yield hundred, 100
        yield from ((f"{form} بعد {hundred}", 100 + number) for form, number in small)


if __name__ == "__main__":
    with Path(__file__).with_name("ordinals.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("form", "number", "is_plural", "only_before"))
        writer.writerows((form, number, "", "") for form, number in table())
