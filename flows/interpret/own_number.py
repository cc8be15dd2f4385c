"""The number that opens a title, as a citation of the document itself and as its symbol."""

from __future__ import annotations

import re

from cronica.flows.interpret.model import FoundCitation, Reading
from cronica.flows.normalise.citations.citation import Citation
from cronica.flows.normalise.citations.symbols import body_of, type_of


def cite_self(reading: Reading) -> None:
    """A document whose symbol stands only as the number in its title cites itself there."""
    head = reading.head
    if head.symbol is None:
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
    own = next((each.citation for each in reading.citations if each.relation == "self"), None)
    if own is not None and own.symbol is not None:
        head = reading.head
        head.symbol = f"{own.symbol} {own.part}" if own.part else own.symbol
        head.symbol_origin, head.body_code = "inferred", head.body_code or own.body_code
