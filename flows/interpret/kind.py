"""What kind a document is, by the evidence of its head, body and close together.

A symbol of some kinds tells it for sure. Else what the document calls itself decides, and where it says
nothing, what it looks like. The evidence is data: ``seeds/languages/<lang>/kinds.yml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.language import Language
from cronica.flows.normalise.citations.symbols import type_of
from cronica.schemas.language import Kinds
from cronica.schemas.language.kinds import Evidence

TOLD_BY_SYMBOL = frozenset({"resolution", "decision", "presidential_statement", "meeting_record"})
"""Kinds of document that a symbol tells for sure."""
CLOSE = 1
"""Two kinds so many points apart are a doubt."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a document.

    Attributes:
        type: as in ``documents.document_type``.
        rule_id: what decided.
        doubt: another kind that the evidence admits, None when it admits none.
        sender: who the evidence says sends the document.
    """

    type: str
    rule_id: str
    doubt: str | None = None
    sender: str | None = None


def decide_kind(
    symbol: str | None, paragraphs: Sequence[Paragraph], language: Language, title: str | None = None
) -> Kind:
    """Decide the kind of a document.

    Args:
        symbol: its own, if it has one.
        paragraphs: all of the document, in reading order.
        language: whose evidence applies.
        title: the title that the file states, where the text has none.
    """
    if symbol and (told := type_of(symbol)) in TOLD_BY_SYMBOL:
        return Kind(told, "kind_of_symbol")
    if title is None and [each.part for each in paragraphs[:2]] == ["body", "closing"]:
        title = paragraphs[0].text  # over place and day
    if title and all(paragraph.part != "title" for paragraph in paragraphs):
        paragraphs = [Paragraph(title, 0, 0, "title"), *paragraphs]
    rules = _rules(language)
    if first := next(rules.find(rules.called, paragraphs), None):
        naming = [
            each for each in rules.signs if each[0].type == first[0].type and "sender" in each[1].groupindex
        ]
        sender = next((match["sender"] for _, match in rules.find(naming, paragraphs)), None)
        return Kind(first[0].type, f"called_{first[0].rule}", sender=sender)
    points: Counter[str] = Counter()
    signs = list(rules.find(rules.signs, paragraphs))
    for sign, _ in signs:
        points[sign.type] += sign.points
    (kind, most), (second, fewer) = [*points.most_common(2), ("other", 0), ("other", 0)][:2]
    if most >= rules.pack.enough:
        of_kind = [(sign, match) for sign, match in signs if sign.type == kind]
        strongest = max(of_kind, key=lambda item: item[0].points)[0]
        senders = (match.groupdict().get("sender") for _, match in of_kind)
        doubt = second if fewer >= most - CLOSE and second != kind else None
        return Kind(kind, f"sign_{strongest.rule}", doubt, next(filter(None, senders), None))
    return _without_evidence(symbol, paragraphs, rules.pack)


def _without_evidence(symbol: str | None, paragraphs: Sequence[Paragraph], pack: Kinds) -> Kind:
    otherwise, parts = pack.otherwise, [paragraph.part for paragraph in paragraphs]
    if (
        otherwise is not None
        and symbol is None
        and "title" in parts
        and parts.count("body") >= otherwise.fewest_paragraphs
    ):
        return Kind(otherwise.type, otherwise.rule)
    return Kind("other", "no_evidence_of_kind")


class _Rules:
    """The compiled evidence of one language."""

    def __init__(self, language: Language) -> None:
        self.pack = language.pack(Kinds)

        def compiled(evidence: Sequence[Evidence]) -> list[tuple[Evidence, re.Pattern[str]]]:
            return [(each, language.pattern(each.pattern, self.pack.fragments)) for each in evidence]

        self.called, self.signs = compiled(self.pack.called), compiled(self.pack.signs)

    @staticmethod
    def find(
        evidence: Sequence[tuple[Evidence, re.Pattern[str]]], paragraphs: Sequence[Paragraph]
    ) -> Iterator[tuple[Evidence, re.Match[str]]]:
        """Each piece of evidence that is found, with the first match, in the order of the table."""
        for each, pattern in evidence:
            matches = (
                pattern.match(paragraph.text)
                for paragraph in paragraphs
                if not each.where or paragraph.part in each.where
            )
            if match := next(filter(None, matches), None):
                yield each, match


@cache
def _rules(language: Language) -> _Rules:
    return _Rules(language)
