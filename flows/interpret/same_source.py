"""Notes that cite what the note before them cites: *Ibid., párr. 52*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cronica.flows.interpret.model import FoundCitation, Reading
from cronica.flows.normalise.citations.rules import citation_rules


def cite_same_source(reading: Reading) -> None:
    """Add the citations of notes that say *ibid.*; one of a note with several acts is in doubt."""
    rules = citation_rules(reading.language)
    cited: dict[int, list[FoundCitation]] = {}
    for item in reading.citations:
        cited.setdefault(item.paragraph, []).append(item)
    before: list[FoundCitation] = []
    found: list[FoundCitation] = []
    for index, paragraph in enumerate(reading.paragraphs):
        if paragraph.part != "footnote":
            continue
        here = cited.get(index, [])
        for match in rules.same_source.finditer(paragraph.text):
            above = [item for item in here if item.citation.end <= match.start("word")] or before
            place = rules.pinpoint_after.match(paragraph.text, match.end("word"))
            if not above or not (place or rules.same_source_alone.match(paragraph.text, match.end("word"))):
                continue  # another volume of what is printed above
            acts = _acts(above)
            citation = replace(
                acts[-1].citation,
                start=match.start("word"),
                end=match.end("word"),
                pinpoint=place.group(1) if place else None,
                date=None,
                is_ambiguous=len({item.citation.symbol for item in acts}) > 1,
                rule_id="same_source",
            )
            found.append(FoundCitation(index, citation, "note", "inferred"))
        before = here or (before if rules.same_source.match(paragraph.text) else [])
    if found:
        reading.citations = sorted(
            [*reading.citations, *found], key=lambda item: (item.paragraph, item.citation.start)
        )


def _acts(cited: Sequence[FoundCitation]) -> Sequence[FoundCitation]:
    """What is cited, without the corrigenda and addenda of a document that is cited as well."""
    symbols = {item.citation.symbol for item in cited}
    return [item for item in cited if _changed(item.citation.symbol) not in symbols] or cited


def _changed(symbol: str | None) -> str:
    """The document that a corrigendum or an addendum changes."""
    return (symbol or "").rpartition("/")[0]
