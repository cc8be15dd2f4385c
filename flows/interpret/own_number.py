"""The number that opens a title, as a citation of the document itself and as its symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.rules import structure_rules
from cronica.flows.interpret.model import FoundCitation, Masthead, Reading
from cronica.flows.language import Language, narrowed
from cronica.flows.language.folding import without_accents
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.bodies import is_assembly_number
from cronica.flows.normalise.citations.citation import Citation
from cronica.flows.normalise.citations.numbers import latin_session
from cronica.flows.normalise.citations.rules import is_past_assembly, symbol_in_series, union_symbol
from cronica.flows.normalise.citations.symbols import body_of, find_symbols, type_of


def cite_self(reading: Reading) -> None:
    """A document whose symbol stands only as the number in its title cites itself there."""
    head = reading.head
    if head.symbol is None or head.symbol_origin == "inferred":
        _take_own_number(reading)
    if head.symbol is None or head.symbol_origin == "metadata" or head.title_paragraph is None:
        return
    if any(item.relation == "self" for item in reading.citations):
        return
    base, _, part = head.symbol.partition(" ")
    number = re.match(r"\S+?(?=\.\s)|.*", reading.paragraphs[head.title_paragraph].text)
    if number is None or not number.group():
        return
    own = Citation(
        number.start(),
        number.end(),
        base,
        part or None,
        body_of(base),
        type_of(base),
        None,
        None,
        is_ambiguous=False,
        rule_id="title_number",
    )
    reading.citations.append(
        FoundCitation(head.title_paragraph, own, "self", head.symbol_origin or "inferred")
    )
    reading.citations.sort(key=lambda item: item.paragraph)


def _take_own_number(reading: Reading) -> None:
    """The number that opens a title is the document's symbol as those who cite it have it: ``VI/3``."""
    head = reading.head
    own = [each.citation for each in reading.citations if each.relation == "self" and each.citation.symbol]
    if not own or any(head.symbol in (each.symbol, f"{each.symbol} {each.part}") for each in own):
        return
    first = own[0]
    head.symbol = f"{first.symbol} {first.part}" if first.part else first.symbol
    head.symbol_origin, head.body_code = "inferred", head.body_code or first.body_code


def read_symbol(
    head: Masthead, paragraphs: Sequence[Paragraph], body_of_title: str | None, language: Language
) -> None:
    """A symbol no line states is built from the number in the title and the body that acts."""
    if head.symbol is not None or head.title_paragraph is None:
        return
    structure = structure_rules(language)
    text = paragraphs[head.title_paragraph].text
    act = "decision" if head.document_type == "decision" else "resolution"
    match = structure.numbered_title.match(text) or structure.roman_title.match(text)
    if match and (own := find_symbols(match["number"])):
        head.symbol = own[0].symbol
    elif match:
        number, session = narrowed(match["number"]), latin_session(match["session"], language)
        head.session_in_number = session
        form = "roman" if session else "calendar" if re.match(r"\d{4}/", number) else "session"
        by_year = None if session or "/" in number else reference.security_council_year(int(number))
        if by_year:
            form, session = "year", str(by_year)
        is_assembly = form != "session" or is_assembly_number(number)
        otherwise = "ECOSOC" if form == "calendar" else body_of_title or ("GA" if is_assembly else "other")
        body = head.acting_body or otherwise
        symbol = (
            None if is_past_assembly(body, session) else symbol_in_series(body, act, form, number, session)
        )
        if symbol and number[-1].isdigit():
            head.symbol = with_part(symbol, match["letters"])
    elif match := structure.council_title.match(text):
        number, year = re.findall(r"\d+", without_accents(match["number"]))
        is_councils = head.body_code == "SC" or reference.security_council_year(int(number)) == int(year)
        head.acts_unlisted = bool(head.unlisted_bodies) and not is_councils
        head.symbol = None if head.acts_unlisted else symbol_in_series("SC", act, "year", number, year)
    elif match := structure.union_title.match(text):
        head.symbol, head.body_code = union_symbol(match["number"], language), "EU"
    if head.symbol:
        head.symbol_origin = "inferred"


def with_part(symbol: str, letters: str | None) -> str:
    """``A/RES/75/290 B``: a resolution in parts is published part by part."""
    return f"{symbol} {re.sub(r'[^A-Z]+', '-', letters).strip('-')}" if letters else symbol
