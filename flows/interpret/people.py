"""The persons that a document names, those whose lines alone say who signs or speaks among them."""

from __future__ import annotations

from itertools import pairwise

from cronica.flows.extract.structure.rules import structure_rules
from cronica.flows.interpret.model import FoundEntity, Reading
from cronica.flows.normalise.names.announcing import may_announce
from cronica.flows.normalise.names.persons import find_persons, find_persons_in_document
from cronica.flows.normalise.terms import is_common_word
from cronica.schemas.language import Entities

_LONGEST_NAME = 60
"""Characters of a line that is the name of a person, over or under their office."""
_LINES_OF_HEAD = 12
"""Paragraphs at the head of a speech in which a name may stand under its office."""
_WORDS_OF_PLACE = 2
"""Words of a line over a day that may be its place."""


def _is_in_head_of_speech(reading: Reading, index: int) -> bool:
    """Whether a paragraph is a line of the head of a speech."""
    kind, part = reading.head.document_type, reading.paragraphs[index].part
    return index < _LINES_OF_HEAD and (kind, part) == ("other", "masthead")


def _lines_over_day(reading: Reading) -> list[int]:
    """The lines between the title of an article and its day, right over the day: who writes it."""
    head = reading.head
    if head.document_type != "press_article" or head.title_paragraph is None:
        return []
    return [span.paragraph - 1 for span in head.dated if span.paragraph - 1 > head.title_paragraph]


def name_persons(reading: Reading) -> None:
    """Add the persons that a document names."""
    texts, language = [paragraph.text for paragraph in reading.paragraphs], reading.language
    announcing = [
        paragraph.language is None and may_announce(paragraph.text, language)
        for paragraph in reading.paragraphs
    ]
    named: dict[int, list[tuple[int, int]]] = {}
    for entity in reading.entities:
        named.setdefault(entity.paragraph, []).append((entity.start, entity.end))
    pack = language.pack(Entities).persons
    no_names = frozenset(word.casefold() for word in pack.not_name_words)  # an association signs, too
    is_one = not language.traits.splits_words_with_blanks
    signed = {
        (index, start): name
        for index, start, name in reading.head.signatories
        if (" " in name and name.split()[0].casefold() not in no_names) or (is_one and index - 1 in named)
    }
    signed |= {
        (index, match.start("name")): match["name"]
        for index, (text, under) in enumerate(pairwise(texts))
        if len(text) <= _LONGEST_NAME
        and index not in named
        and not announcing[index]
        and (match := structure_rules(language).names_office(text, under[:_LONGEST_NAME]))
        and match.end() == len(text)
        and not all(is_common_word(word, language) for word in match["name"].split())
    }
    signed |= {
        (index, match.start("name")): match["name"]
        for index in _lines_over_day(reading)
        if index not in named
        and (match := structure_rules(language).signed_name.match(texts[index]))
        and match.end() == len(texts[index])
        and len(words := match["name"].casefold().split()) > _WORDS_OF_PLACE
        and no_names.isdisjoint(words)
        and not is_common_word(words[0], language)
    }
    closing = max(reading.head.closing_paragraphs, default=len(texts))
    signed |= {
        (index, 0): text
        for index, (over, text) in enumerate(pairwise(texts), 1)
        if ((index > closing + 1 and over.endswith(",")) or _is_in_head_of_speech(reading, index))
        and len(text) <= _LONGEST_NAME
        and index not in named
        and announcing[index - 1]
        and any(
            person.end - person.start == len(text)
            for person in find_persons(f"{over.rstrip(',')}, {text}", language)
        )
    }
    people = find_persons_in_document(texts, announcing, language, named, signed)
    reading.persons = sorted({person.entity_id: person.name for person in people}.items())
    # A State's name inside a person's is a given name or a surname.
    inside = {
        (person.index, *span)
        for person in people
        for span in named.get(person.index, ())
        if person.start <= span[0] and span[1] <= person.end
    }
    reading.entities = [
        each for each in reading.entities if (each.paragraph, each.start, each.end) not in inside
    ]
    for person in people:
        index, start, end = person.index, person.start, person.end
        text = texts[index][start:end]
        reading.entities.append(FoundEntity(index, start, end, text, person.entity_id, person.rule_id))
    reading.entities.sort(key=lambda item: (item.paragraph, item.start, item.end, item.entity_id))
