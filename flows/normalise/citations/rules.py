"""The patterns and number series that citations are read with, compiled from packs and reference tables."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.language.roman import from_roman, to_roman
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.numbers import NumberMatch, range_of_parts
from cronica.schemas.language import Citations

LAST_ROMAN_SESSION = 30
"""To this session the General Assembly numbered its resolutions on, the session in roman numerals."""

_REACH = 1500
"""How far back, in characters, a noun governs a number."""


class CitationRules:
    """The compiled citation patterns of one language."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Citations)
        article, of = pack.article, pack.article if pack.of_organ is None else pack.of_organ
        names = "|".join(
            f"(?P<o{index}>(?-i:{organ.name})${{ends}})" for index, organ in enumerate(pack.organs)
        )
        plain = "|".join(f"(?-i:{organ.name})${{ends}}" for organ in pack.organs)
        nouns = "|".join(rf"${{begins}}(?P<{act}>{words})${{ends}}" for act, words in pack.nouns.items())
        compiled = language.pattern
        self.language = language
        self.nouns_last = language.traits.nouns_last
        self.bodies = [organ.body for organ in pack.organs]
        self.short = {"short": pack.short_council, "short_commission": pack.short_commission}
        self.nouns = compiled(nouns)
        self.organ = compiled(rf"${{begins}}(?:{names})")
        to_number = r"\s*(?:${number})?" if self.nouns_last else ""
        self.organ_before = compiled(rf"(?:{names}){to_number}\s*\Z")
        self.organ_after = compiled(rf"\s*,?\s*{of}(?:{names})")
        self.organ_acts = compiled(rf"\s*,?\s*{article}(?:{names})")
        self.organ_then = compiled(rf",\s+{article}(?:{names})")
        self.glue = compiled(rf"(?:{of}(?:{plain})|[-–]|{pack.list_glue})*+\Z")
        self.date_glue = compiled(rf"\s*(?:,?\s*{of}(?:{plain}))?\s*{pack.date_glue}\Z")
        self.noun_then_organ = compiled(rf"(?:{'|'.join(pack.nouns.values())})\s*{article}(?:{names})\s*\Z")
        fragments = {"organ": f"(?:{article}(?:{plain}))", "noun": f"(?:{'|'.join(pack.nouns.values())})"}
        self.adopted = compiled(pack.adoption.told, fragments)
        self.adopted_on = compiled(pack.adoption.to_day, fragments)
        self.all_on = compiled(rf"(?:\s*,?\s*{of}(?:{plain}))?{pack.adoption.all_on}")
        self.adopted_before = compiled(pack.adoption.before, fragments)
        self.then_day = compiled(pack.adoption.then_day, fragments)
        self.act_after_day = compiled(pack.adoption.act_after_day, fragments)
        self.adopts = compiled(pack.adoption.adopts, fragments)
        self.on_day = compiled(pack.adoption.on_day, fragments)
        self.next_day = compiled(pack.adoption.next_day)
        self.two_organs = compiled(r"\s?[-–]\s?")
        self.in_bracket = compiled(pack.in_bracket, fragments)
        self.dated_act = compiled(pack.dated_act, fragments)
        self.dated_document = compiled(pack.dated_document)
        self.next_dated = compiled(pack.next_dated)
        self.own_act = compiled(pack.own_act)
        self.own_noun = compiled(pack.own_noun)
        self.other_act = compiled(pack.other_act)
        self.founded_by = compiled(pack.founded_by)
        self.report_act = compiled(pack.report_act)
        self.sentence_break = compiled(pack.sentence_break)
        self.to = compiled(r"\S?${gap}${to}${gap}(?:${number})?|[-–]")
        self.range_of_parts = range_of_parts(language)
        self.pinpoint_after = compiled(pack.pinpoint_after, {"place": pack.place})
        self.pinpoint_before = compiled(pack.pinpoint_before)
        self.same_source = compiled(pack.same_source)
        self.same_source_alone = compiled(r"\s*(?:[.;。；]\s*)?\Z")
        self.by_title = compiled(pack.by_title)
        self.by_title_word = pack.by_title_word
        self.before_figures = compiled(rf"(?<=[),])\s?(?:(?:{pack.union_number})\s?)?")

    def body_in(self, match: re.Match[str], form: str) -> str:
        """The body an organ match names, ``other`` for one without a series of its own."""
        body = self.bodies[int(str(match.lastgroup)[1:])]
        return self.short[body].get(form, "other") if body in self.short else body

    def is_bare_council(self, match: re.Match[str]) -> bool:
        """Whether an organ match is *the Council* alone."""
        return self.bodies[int(str(match.lastgroup)[1:])] == "short"

    def sentence_start(self, text: str, end: int) -> int:
        """Where the sentence that ``text[:end]`` leaves open began."""
        start = max(0, end - _REACH)
        breaks = [match.end() for match in self.sentence_break.finditer(text, start, end)]
        return breaks[-1] if breaks else start


@cache
def citation_rules(language: Language) -> CitationRules:
    """The citation patterns of a language."""
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


@cache
def most_figures(body: str, act: str) -> int | None:
    """How many figures the highest number of an act has that a body numbers within each session."""
    rows = (row for row in seeds.reference("symbol_series") if row["number_form"] == "session")
    found = next((row for row in rows if (row["body_code"], row["act"]) == (body, act)), None)
    return int(found["most_figures"]) if found and found["most_figures"] else None


def symbol_of_number(
    number: NumberMatch, act: str, body: str, day: date | None, language: Language
) -> str | None:
    """The canonical symbol of a numbered act of that day; None when its body gives its acts none."""
    if number.form == "conference":
        return number.number
    if number.form == "union":
        return union_symbol(number.number, language)
    if number.form in ("assembly", "serial"):
        number = _in_full(number, body, day)
    return symbol_in_series(body, act, number.form, number.number, number.qualifier)


def symbol_in_series(body: str, act: str, form: str, number: str, qualifier: str | None) -> str | None:
    """The symbol of an act by its number, as its body writes it; None when it gives such acts none.

    Args:
        body: a ``body_code``.
        act: ``resolution`` or ``decision``.
        form: how the number is written, a ``number_form`` of ``symbol_series.csv``.
        number: the number as printed, ``59/50`` or ``1631``.
        qualifier: the year or the session in roman numerals, where the form has one.
    """
    template = _templates().get((body, act, form))
    head, _, tail = number.partition("/")
    return template and template.format(
        number=number, session=qualifier, year=qualifier, head=head, tail=tail
    )


def union_symbol(printed: str, language: Language) -> str:
    """An act of the European Union as it is cited, without blanks: ``(PESC)2017/2074``, ``2004/38/CE``."""
    return citation_rules(language).before_figures.sub("", printed)


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
