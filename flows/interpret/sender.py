"""Who sends a letter whose title does not say so: its letterhead, else the office under its signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.rules import structure_rules
from cronica.flows.language import Language
from cronica.flows.normalise.names.entities import find_entities
from cronica.schemas.language import Masthead as MastheadPack

_HEAD = ("masthead", "title")


def read_sender(paragraphs: Sequence[Paragraph], language: Language) -> str | None:
    """The first line of the letterhead, or under the signature, that names whose it is.

    Lines under the address of someone name the addressee.
    """
    pack = language.pack(MastheadPack)
    for parts, template in (
        (_HEAD, pack.communication.letterhead),
        (("signature",), pack.communication.signed_for),
    ):
        names = language.pattern(template, pack.fragments)
        for text in _before_address(paragraphs, parts, language):
            if (match := names.match(text)) and find_entities(match["sender"], language):
                return match["sender"]
    return None


def _before_address(
    paragraphs: Sequence[Paragraph], parts: tuple[str, ...], language: Language
) -> Iterator[str]:
    is_addressed = structure_rules(language).addressed.match
    texts = (paragraph.text for paragraph in paragraphs if paragraph.part in parts)
    return takewhile(lambda text: not is_addressed(text), texts)
