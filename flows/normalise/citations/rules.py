"""The patterns and number series that citations are read with, compiled from packs and reference tables."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from cronica.flows.language.roman import from_roman, to_roman
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.numbers import NumberMatch

from cronica import seeds

LAST_ROMAN_SESSION = 30
"""To this session the General Assembly numbered its resolutions on, the session in roman numerals."""

_BEFORE_FIGURES = re.compile(r"(?<=[),])\s?(?i:n[.º°]{1,2}\s?)?")
"""What stands between the domain and the figures of an act of the European Union: ``(UE) n.º 401/2013``."""


class CitationRules:
    """The compiled citation patterns of one language."""

    def __init__(self, language: str) -> None:
        pack = seeds.pack(language, "citations")
        nouns = pack["nouns"]
        article = pack["article"]
        names = "|".join(f"(?P<o{index}>{organ['name']})" for index, organ in enumerate(pack["organs"]))
        plain = "|".join(f"(?:{organ['name']})" for organ in pack["organs"])
        self.bodies = [organ["body"] for organ in pack["organs"]]
        self.short_council: dict[str, str] = pack["short_council"]
        self.nouns = re.compile("|".join(rf"\b(?P<{act}>{words})\b" for act, words in nouns.items()))
        self.organ = re.compile(rf"\b(?:{names})")
        self.organ_after = re.compile(rf"\s*,?\s*{article}(?:{names})")
        self.glue = re.compile(rf"(?:{article}(?:{plain})|{pack['list_glue']})*+\Z")
        self.date_glue = re.compile(rf"\s*(?:,?\s*{article}(?:{plain}))?\s*{pack['date_glue']}\Z")
        self.noun_then_organ = re.compile(rf"(?:{'|'.join(nouns.values())})\s*{article}(?:{names})\s*\Z")
        self.founded_by = re.compile(pack["founded_by"])
        self.report_act = re.compile(pack["report_act"])
        self.pinpoint_after = re.compile(pack["pinpoint_after"])
        self.pinpoint_before = re.compile(pack["pinpoint_before"])
        self.by_title = re.compile(pack["by_title"])
        self.by_title_word: str = pack["by_title_word"]

    def body_in(self, match: re.Match[str], form: str) -> str:
        """The body an organ match names, ``other`` for one without a series of its own."""
        body = self.bodies[int(str(match.lastgroup)[1:])]
        return self.short_council.get(form, "other") if body == "short" else body


@cache
def citation_rules(language: str) -> CitationRules:
    """The citation patterns of a language pack."""
    return CitationRules(language)


@cache
def body_reports() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Symbols of reports, as patterns, and the body whose acts are printed in them."""
    return tuple((re.compile(row["pattern"]), row["body_code"]) for row in seeds.reference("body_reports"))


@cache
def _templates() -> dict[tuple[str, str, str], str]:
    return {
        (row["body_code"], row["act"], row["number_form"]): row["template"]
        for row in seeds.reference("symbol_series")
    }


@cache
def numbered_bodies() -> frozenset[str]:
    """Bodies whose acts have symbols of a series."""
    return frozenset(body for body, _, _ in _templates())


def symbol_of_number(number: NumberMatch, act: str, body: str, day: date | None) -> str | None:
    """The canonical symbol of a numbered act of that day; None when its body gives its acts none."""
    if number.form == "conference":
        return number.number
    if number.form == "union":
        return union_symbol(number.number)
    if number.form in ("assembly", "serial"):
        number = _in_full(number, body, day)
    template = _templates().get((body, act, number.form))
    if template is None:
        return None
    head, _, tail = number.number.partition("/")
    return template.format(
        number=number.number, session=number.qualifier, year=number.qualifier, head=head, tail=tail
    )


def union_symbol(printed: str) -> str:
    """An act of the European Union as it is cited, without blanks: ``(PESC)2017/2074``, ``2004/38/CE``."""
    return _BEFORE_FIGURES.sub("", printed)


def is_past_assembly(body: str, session: str | None) -> bool:
    """Whether a session in roman numerals is past the last that the General Assembly counted with them."""
    is_numeral = session is not None and re.fullmatch("[IVXL]+", session)
    return body == "GA" and bool(is_numeral) and from_roman(str(session)) > LAST_ROMAN_SESSION


def _in_full(number: NumberMatch, body: str, day: date | None) -> NumberMatch:
    """A number printed without its session or year, as its body writes it."""
    if body == "SC":
        return replace(
            number, form="year", qualifier=str(reference.security_council_year(int(number.number)))
        )
    session = int(number.qualifier) if number.qualifier else 0
    if not session and day is not None and (held := reference.session_on("GA", day)):
        session = held.session_number
    if session > LAST_ROMAN_SESSION:
        return replace(number, form="session", number=f"{session}/{number.number}")
    return replace(number, form="roman", qualifier=to_roman(session))
