"""Write ``ordinals.csv``: every word that is a Spanish ordinal, or a part of one, with its number.

    python seeds/languages/es/make_ordinals.py

Ordinals of several words (*septuagésimo tercer*) are put together by the reader: their numbers add up.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

UNITS = ["primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno"]
TENS = [
    *("décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo"),
    *("sexagésimo", "septuagésimo", "octogésimo", "nonagésimo"),
]
HUNDREDS = [
    *("centésimo", "ducentésimo", "tricentésimo", "cuadringentésimo", "quingentésimo"),
    *("sexcentésimo", "septingentésimo", "octingentésimo", "noningentésimo"),
]
VARIANTS = {
    "primero": ["primer"],
    "tercero": ["tercer"],
    "séptimo": ["sétimo", "séctimo"],
    "octavo": ["octabo"],
    "noveno": ["nono", "nobeno"],
    "décimo": ["désimo"],
    "vigésimo": ["vijésimo", "veintésimo", "vigécimo"],
    "trigésimo": ["trijésimo", "trigécimo"],
    "cuadragésimo": ["cuatrigésimo", "quadragésimo", "cuadrigésimo", "cuadragécimo"],
    "quincuagésimo": ["quincuajésimo", "quicuagésimo", "quincagésimo", "cincuagésimo", "quincuagécimo"],
    "sexagésimo": ["sesagésimo", "sexajésimo", "sexagécimo"],
    "septuagésimo": ["septagésimo", "setuagésimo", "septuajésimo", "septuagécimo"],
    "octogésimo": ["octagésimo", "octojésimo", "octuagésimo", "octogécimo"],
    "nonagésimo": ["nonajésimo", "novagésimo", "nonagécimo"],
    "centésimo": ["centécimo"],
}
"""Other spellings, shortened ones first; the misspelt ones are read, too."""
IRREGULAR = {"undécimo": 11, "duodécimo": 12}
WITHOUT_ACCENT = str.maketrans("é", "e")


def words() -> Iterator[tuple[str, int]]:
    """Each word in the masculine singular, with its number."""
    for step, row in ((1, UNITS), (10, TENS), (100, HUNDREDS)):
        for place, word in enumerate(row, start=1):
            yield from ((spelling, place * step) for spelling in spellings(word))
    yield from IRREGULAR.items()
    for tens, ten in enumerate(TENS, start=1):  # vigesimotercero
        for units, unit in enumerate(UNITS, start=1):
            for first in spellings(ten):
                for last in spellings(unit):
                    joined = first.translate(WITHOUT_ACCENT)
                    yield joined + last, tens * 10 + units
                    if last.startswith("o"):  # vigesimoctavo
                        yield joined[:-1] + last, tens * 10 + units


def spellings(word: str) -> list[str]:
    """The word and its other spellings."""
    return [word, *VARIANTS.get(word, ())]


def forms(word: str) -> Iterator[tuple[str, bool]]:
    """Its forms, and whether each is a plural."""
    yield word, False
    if word.endswith("o"):
        yield from ((word[:-1] + ending, ending.endswith("s")) for ending in ("a", "os", "as"))


def table() -> list[tuple[str, int, str, str]]:
    """The rows of ``ordinals.csv``."""
    return [
        (form, number, "yes" if is_plural else "", "")
        for word, number in words()
        for form, is_plural in forms(word)
    ]


if __name__ == "__main__":
    with Path(__file__).with_name("ordinals.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("form", "number", "is_plural", "only_before"))
        writer.writerows(table())
