"""Numbers of acts as printed without their symbol: ``59/50``, ``1631 (2005)``, ``217 A (III)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cronica.flows.language import Language, any_of
from cronica.flows.language.roman import to_roman
from cronica.flows.normalise.citations.symbols import SymbolMatch
from cronica.flows.normalise.reference import security_council_year
from cronica.schemas.language import Citations

_IN_WORD = r"0-9A-Za-z_\u00C0-\u024F"
"""Letters and digits that a number may not be a part of; those of other scripts stand right beside it."""
_INSIDE, _WORD = rf"[{_IN_WORD}/.,\-–]", r"[^\W\d_A-Z]{5}"
_NOT_INSIDE = rf"(?<!{_INSIDE})"
_BEGINS = rf"(?:{_NOT_INSIDE}|(?<={_WORD}))"
"""Where a number begins; the blank behind a word may be lost: *resolución73/290*."""
_FIRST = rf"\d(?:(?<!{_INSIDE}\d)|(?<={_WORD}\d))"
"""The first figure of such a number. A pattern that begins with a figure looks at few places."""
_RANGE_OPEN = "|".join(rf"(?<=/\d{{{digits}}}[-–])" for digits in (1, 2, 3))
"""Before the last of a range: ``60/1–60/3``."""
_ENDS = rf"(?![{_IN_WORD}/])"
_LETTER_ENDS = rf"(?![{_IN_WORD}’'/]|\.\S)"
"""After a part letter, which begins no word and no abbreviation."""
_OF_SESSION = r"\d{1,3}(?:/|\s/|/\s)(?:\d{1,4}(?!\d)|\d{3}(?=\d\d(?!\d)))"
"""``59/50``; of five figures after the stroke the last two are the mark of a footnote."""
_DASH = r"\s?[-–]\s?"
_ROMAN = "[IVXLl1]{1,8}"
"""A session in roman numerals, of which text recognition may have read the last letter otherwise."""

ORGANIZATIONAL = "ORG-"
"""Before the year of an organizational session of the Economic and Social Council: ``205 (ORG-75)``."""

_READ_AS = {"council": "year", "dashed": "roman"}
"""Printed forms of a number that is written in brackets elsewhere: ``1973/2011``, ``1514 - XV``."""

Form = tuple[str, str, re.Pattern[str]]
"""Name of a printed form, what it never lacks, and its pattern."""


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


def find_numbers(text: str, symbols: list[SymbolMatch], language: Language) -> list[NumberMatch]:
    """Every printed number that no symbol covers, in reading order."""
    taken = [(symbol.start, symbol.end) for symbol in symbols]
    found: list[NumberMatch] = []
    for form, sign, pattern in _forms(language):
        if sign not in text:
            continue
        follows = form in ("serial_next", "serial_alone")
        if follows and not any(number.form == "serial" for number in found):
            continue
        for match in pattern.finditer(text):
            start, end = match.start("whole" if form == "assembly" else "number"), match.end()
            if any(start < other_end and end > other for other, other_end in taken):
                continue
            before = [number for number in found if number.form == "serial" and number.end <= match.start()]
            if follows and not (before and (form == "serial_alone" or before[-1].end == match.start())):
                continue
            groups = match.groupdict()
            if form == "council" and security_council_year(int(groups["number"])) != int(groups["year"]):
                continue
            if form == "conference" and not groups["number"].isascii():
                if (in_latin := _of_conference(groups["number"], text, language)) is None:
                    continue
                groups["number"] = in_latin
            if groups.get("parts") and _is_label(text, start, end):
                groups["parts"], end = None, match.end("number")
            letters = "parts" if groups.get("parts") else "after"
            found.append(
                NumberMatch(
                    start,
                    end,
                    "serial" if follows else _READ_AS.get(form, form),
                    _latin_number(groups["number"], language),
                    latin_session(groups.get("session"), language) or groups.get("year"),
                    _latin_parts(groups.get(letters), language),
                    match.start(letters) if groups.get(letters) else end,
                )
            )
            taken.append((start, end))
    return sorted(found, key=lambda number: number.start)


def _latin_number(printed: str, language: Language) -> str:
    """The number of an act with the sign of a special session as it is in symbols: ``S-24/2``."""
    sign, dash, number = printed.rpartition("-")
    number = re.sub(r"\s", "", number)
    return f"{language.pack(Citations).session_signs.get(sign.strip(), sign + dash)}{number}"


def latin_session(printed: str | None, language: Language) -> str | None:
    """The session in brackets, in roman numerals."""
    sign, _, number = (printed or "").rpartition("-")
    if not sign or not number.strip().isdigit() or str(printed).startswith(ORGANIZATIONAL):
        return printed and re.sub("[l1]", "I", printed)
    return language.pack(Citations).session_signs[sign.strip()] + to_roman(int(number))


def _of_conference(printed: str, text: str, language: Language) -> str | None:
    """The number of a conference's decision in Latin letters; None where the text tells no conference."""
    conferences = language.pack(Citations).conferences
    told = (each for each, words in conferences.items() if language.pattern(words).search(text))
    letters = next(told, None)
    return letters and f"{printed.partition('/')[0]}/{letters}.{printed.rpartition('-')[2]}"


def _latin_parts(printed: str | None, language: Language) -> str | None:
    """Part letters with words for letters as these; blanks keep the places of those that follow."""
    for name, letter in language.pack(Citations).part_names.items() if printed else ():
        printed = str(printed).replace(name, letter.ljust(len(name)))
    return printed


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a letter before a closing bracket, which none opened, is a label and no part of an act."""
    return text[end : end + 1] == ")" and text.count("(", 0, start) <= text.count(")", 0, start)


@cache
def range_of_parts(language: Language) -> re.Pattern[str]:
    """What makes two part letters the ends of a range: ``A-E``, ``A a E``."""
    return re.compile(language.expand(r"[-–]|${begins}${to}${ends}"))


@cache
def _forms(language: Language) -> tuple[Form, ...]:
    """The printed forms in the order they are tried: what one takes is taken."""
    pack = language.pack(Citations)
    parts_words = language.traits.splits_words_with_blanks
    blank, apart, ends = (r"\s", r"\s", _ENDS) if parts_words else ("", r"\s?", "(?![0-9a-z_/])")
    after = f"(?:{blank})?" if language.traits.prefixes else blank
    joined = language.expand(rf"(?:{_DASH}|{blank}(?:${{to}}|${{and}}|{pack.other_and}){after}|,\s)")
    named = "".join(f"|{name}" for name in pack.part_names)
    letter = language.expand(f"(?:[A-Z]{named and named + '${ends}'})")
    signs = any_of(pack.session_signs)
    domain, years = f"(?:{'|'.join(pack.union_domains)})", r"(?:19[4-9]|20[0-4])\d"
    of_year = language.expand(rf"(?:${{of}}{blank})?") if language.words.of else ""
    number_sign = rf"(?:(?i:{pack.union_number})\s?)?"
    patterns = {
        "union": rf"{_NOT_INSIDE}(?P<number>\({domain}(?:,\s?{domain})?\)\s{number_sign}\d{{1,4}}/\d{{1,4}}"
        rf"|\d{{1,4}}/\d{{1,4}}/{domain}){_ENDS}",
        "assembly": rf"(?<![{_IN_WORD}/])(?P<whole>{pack.assembly_letters}\.?\s?"
        rf"(?P<session>\d{{1,2}})/(?P<number>\d{{1,4}})){_ENDS}",
        "roman": rf"(?P<number>{_FIRST}\d{{0,3}})(?:\s?(?P<parts>{letter}(?:{joined}{letter})*))?"
        rf"\s?\((?P<session>(?:E?S-)?(?=[l1]*[IVXL]){_ROMAN}|{ORGANIZATIONAL}\d{{2}}|(?:{signs})\s?-\s?\d{{1,2}})\)(?:\s(?P<after>[A-Z](?:{_DASH}[A-Z])?){_LETTER_ENDS})?",
        "year": rf"(?P<number>{_FIRST}\d{{0,3}})\s?(?:\({of_year})?(?P<year>{years})\)",
        "council": rf"{_NOT_INSIDE}(?P<number>\d{{4}})/(?P<year>{years}){_ENDS}",
        "conference": rf"{_NOT_INSIDE}(?P<number>[IVX\d]{{1,5}}/"
        rf"(?:[A-Z]{{2,4}}\.|(?:{pack.conference_sign})\s?-)\d{{1,2}}){_ENDS}",
        "calendar": rf"(?:{_BEGINS}|{_RANGE_OPEN})(?P<number>{years}/\d{{1,3}})(?!-\d+(?![\d/])){_ENDS}",
        "session": rf"(?:{_BEGINS}|{_RANGE_OPEN})(?P<number>(?:E?S-|(?:{signs})\s?-\s?)?{_OF_SESSION})"
        r"(?:\d\d)?(?!-\d+(?![\d/]))"
        rf"(?:(?:{ends}{apart}|(?=[A-Z]{_LETTER_ENDS}))"
        rf"(?P<parts>{letter}(?:{joined}{letter}{_LETTER_ENDS})*){_LETTER_ENDS}|{ends})",
    }
    serial = rf"(?P<number>\d{{1,4}})(?![{_IN_WORD}/(%]|[.,]\d|\s\([\dIVXLl]|\s?[A-Z]{{1,2}}\s?\()"
    dashed = rf"(?P<number>\d{{3,4}})(?:{_DASH}|\s)(?P<session>[IVXL]{{1,8}}){_ENDS}"
    patterns["dashed"] = language.expand(rf"(?i:{pack.before_serial})${{gap}}{dashed}")
    patterns["serial"] = language.expand(rf"(?i:{pack.before_serial})${{gap}}{serial}")
    patterns["serial_next"] = rf"(?i:{pack.next_serial}){serial}"
    patterns["serial_alone"] = rf"(?i:{pack.serial_without_noun}){serial}"
    printed = {"assembly": pack.assembly_letters, "serial": "", "roman": "(", "year": ")", "dashed": ""}
    printed |= dict.fromkeys(("serial_next", "serial_alone"), "")
    return tuple((form, printed.get(form, "/"), re.compile(pattern)) for form, pattern in patterns.items())
