"""Numbers of acts as printed without their symbol: ``59/50``, ``1631 (2005)``, ``217 A (III)``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cronica.flows.normalise.citations.symbols import SymbolMatch

_PARTS = r"(?:\s(?P<parts>[A-Z](?:(?:\s?[-–]\s?|\s(?:a|y)\s|,\s)[A-Z](?![\w.’'/)]))*)(?![\w.’'/)]))?"
_SESSION_NUMBER = re.compile(rf"(?<![\w/.,\-–])(?P<number>(?:E?S-)?\d{{1,3}}/\d{{1,4}})(?![\w/]|-\d){_PARTS}")
_CALENDAR_NUMBER = re.compile(r"(?<![\w/.,\-–])(?P<number>(?:19[4-9]|20[0-4])\d/\d{1,3})(?![\w/]|-\d)")
_ROMAN_NUMBER = re.compile(
    r"(?<![\w/.,\-–])(?P<number>\d{1,4})(?:\s?(?P<parts>[A-Z](?:(?:\s?[-–]\s?|\s(?:a|y)\s|,\s)[A-Z])*))?"
    r"\s?\((?P<session>(?:E?S-)?[IVXL]{1,8})\)(?:\s(?P<after>[A-Z](?:\s?[-–]\s?[A-Z])?)(?![\w.’'/)]))?"
)
_YEAR_NUMBER = re.compile(r"(?<![\w/.,\-–])(?P<number>\d{1,4})\s?\(?(?P<year>19[4-9]\d|20[0-4]\d)\)")
_CONFERENCE_NUMBER = re.compile(r"(?<![\w/.,\-–])(?P<number>[IVX\d]{1,5}/[A-Z]{2,4}\.\d{1,2})(?![\w/])")
_ASSEMBLY_NUMBER = re.compile(
    r"(?<![\w/])(?P<whole>AG\.?\s?(?P<session>\d{1,2})/(?P<number>\d{1,4}))(?![\w/])"
)
_SERIAL_NUMBER = re.compile(
    r"(?i:resoluci[oó]n(?:es)?)\s(?i:n[º°o]\.?|n[uú]m\.)\s?(?P<number>\d{1,4})(?![\w/(]|\s\()"
)
_UNION = r"(?:UE|CE|CEE|CECA|PESC|JAI|Euratom)"
_UNION_NUMBER = re.compile(
    rf"(?<![\w/.,\-–])(?P<number>\({_UNION}(?:,\s?{_UNION})?\)\s(?i:n[.º°]{{1,2}}\s?)?\d{{1,4}}/\d{{1,4}}"
    rf"|\d{{1,4}}/\d{{1,4}}/{_UNION})(?![\w/])"
)
FORMS = (
    ("union", "/", _UNION_NUMBER),
    ("assembly", "AG", _ASSEMBLY_NUMBER),
    ("serial", "", _SERIAL_NUMBER),
    ("roman", "(", _ROMAN_NUMBER),
    ("year", ")", _YEAR_NUMBER),
    ("conference", "/", _CONFERENCE_NUMBER),
    ("calendar", "/", _CALENDAR_NUMBER),
    ("session", "/", _SESSION_NUMBER),
)
"""The printed forms, each with what it never lacks, in the order they are tried: what one takes is taken."""


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A printed number.

    Attributes:
        form: ``session`` (``59/50``, ``S-30/1``), ``calendar`` (``1997/60``), ``year`` (``1631 (2005)``),
            ``roman`` (``217 A (III)``), ``assembly`` (``AG.46/119``), ``serial`` (``resolución Nº 3447``),
            ``conference`` (``1/CP.21``) or ``union`` (``(PESC) 2017/2074``, of the European Union).
        number: the number alone, ``59/50`` or ``1631``.
        qualifier: the year or the roman session in brackets.
        parts: the part letters as printed, ``A``, ``A y B``, ``A a E``.
    """

    start: int
    end: int
    form: str
    number: str
    qualifier: str | None
    parts: str | None
    parts_start: int


def find_numbers(text: str, symbols: list[SymbolMatch]) -> list[NumberMatch]:
    """Every printed number that no symbol covers, in reading order."""
    taken = [(symbol.start, symbol.end) for symbol in symbols]
    found: list[NumberMatch] = []
    for form, sign, pattern in FORMS:
        for match in pattern.finditer(text) if sign in text else ():
            start, end = match.start("whole" if form == "assembly" else "number"), match.end()
            if any(start < other_end and end > other for other, other_end in taken):
                continue
            groups = match.groupdict()
            letters = "parts" if groups.get("parts") else "after"
            found.append(
                NumberMatch(
                    start,
                    end,
                    form,
                    groups["number"],
                    groups.get("session") or groups.get("year"),
                    groups.get(letters),
                    match.start(letters) if groups.get(letters) else end,
                )
            )
            taken.append((start, end))
    return sorted(found, key=lambda number: number.start)
