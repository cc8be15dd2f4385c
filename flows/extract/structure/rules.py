"""What begins a part, a label or a heading: the patterns of ``seeds/languages/<lang>/structure.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cronica.flows.language import Language
from cronica.flows.language.patterns import one_of
from cronica.schemas.language import Structure

CELLS = " | "
"""What stands between two cells of a table's row."""
_QUOTES = '"“”«» ■►'
"""Quotation marks, and what stands before what is said in short under a headline."""


@dataclass(frozen=True, slots=True)
class StructureRules:
    """The compiled part and label patterns of one language."""

    numbered_title: re.Pattern[str]
    council_title: re.Pattern[str]
    roman_title: re.Pattern[str]
    union_title: re.Pattern[str]
    communication_title: re.Pattern[str]
    enacting: re.Pattern[str]
    recital: re.Pattern[str]
    resolves: re.Pattern[str]
    annex: re.Pattern[str]
    closing: re.Pattern[str]
    closing_more: re.Pattern[str]
    signature: re.Pattern[str]
    farewell: re.Pattern[str]
    signed_name: re.Pattern[str]
    section_name: re.Pattern[str]
    called_title: re.Pattern[str]
    over_title: re.Pattern[str]
    contact: re.Pattern[str]
    place_and_day: re.Pattern[str]
    addressed: re.Pattern[str]
    index_line: re.Pattern[str]
    index_heading: re.Pattern[str]
    volume: re.Pattern[str]
    bare_heading: re.Pattern[str]
    title_parts: re.Pattern[str]
    named_heading: re.Pattern[str]
    named_title: re.Pattern[str]
    labels: dict[str, re.Pattern[str]]
    heading_labels: dict[str, re.Pattern[str]]
    heading_no_end: str
    heading_opens: str
    heading_most_words: int
    language: Language

    def is_act_title(self, text: str) -> bool:
        """The title line of a resolution or decision; not that of an index."""
        if self.index_line.search(text):
            return False
        if any(title.match(text) for title in (self.numbered_title, self.council_title, self.roman_title)):
            return True
        union = self.union_title.match(text)
        return union is not None and union["date"] is not None

    def is_byline(self, text: str) -> bool:
        """A short line of a head that is no section heading: a title, a byline, a picture's credit."""
        return (
            self.is_heading(text.strip(_QUOTES))
            and not self.named_heading.match(text)
            and not self.bare_heading.match(text)
            and not any(pattern.match(text) for pattern in self.heading_labels.values())
        )

    def names_office(self, text: str, under: str) -> re.Match[str] | None:
        """The name in a line that is a person's with the office after it or in the line under it."""
        lines = f"{text} {under}".rstrip()
        match = self.signed_name.match(lines)
        return match if match and match.end() <= len(text) and match.end() < len(lines) else None

    def level_of_bare(self, text: str) -> int:
        """The level of a heading that is a number alone: roman numerals stand above letters."""
        return 2 if len(text.rstrip(".")) == 1 and text[0] not in "IVX" else 1

    def is_heading(self, text: str) -> bool:
        """Short, unpunctuated at its end and opening with a capital: a heading."""
        return (
            text.rstrip(_QUOTES)[-1:] not in self.heading_no_end
            and self._words(text) <= self.heading_most_words
            and (text[:1].isalnum() or text[:1] in self.heading_opens)
            and not text[:1].islower()
            and not self.index_line.search(text)
        )

    def _words(self, text: str) -> int:
        """The words of a text; where no blanks part them, a word is two characters."""
        return len(text.split()) if self.language.traits.splits_words_with_blanks else len(text) // 2


@cache
def structure_rules(language: Language) -> StructureRules:
    """The part and label patterns of a language pack."""
    pack = language.pack(Structure)
    named = (
        "numbered_title",
        "council_title",
        "roman_title",
        "union_title",
        "communication_title",
        "enacting",
        "annex",
        "closing",
        "closing_more",
        "signature",
        "bare_heading",
        "named_heading",
        "named_title",
    )
    single = (
        "recital",
        "resolves",
        "farewell",
        "signed_name",
        "section_name",
        "called_title",
        "over_title",
        "contact",
        "place_and_day",
        "addressed",
        "index_line",
        "index_heading",
        "volume",
    )

    def compiled(pattern: str) -> re.Pattern[str]:
        return language.pattern(pattern, pack.fragments)

    return StructureRules(
        **{name: compiled(getattr(pack, name)) for name in single},
        **{name: compiled(one_of(getattr(pack, name))) for name in named},
        title_parts=re.compile(pack.title_parts),
        labels={name: re.compile(pattern) for name, pattern in pack.labels.items()},
        heading_labels={name: re.compile(pattern) for name, pattern in pack.heading_labels.items()},
        heading_no_end=pack.heading_no_end,
        heading_opens=pack.heading_opens,
        heading_most_words=pack.heading_most_words,
        language=language,
    )


def without_part_letters(title: str, part: str, letters: re.Pattern[str]) -> str:
    """The title of a resolution in parts without the letters A, B, C … of the parts, or that of its own."""
    found = list(letters.finditer(title))
    if part and [match.group().strip() for match in found] == [part]:
        return re.sub(r"\s+", " ", letters.sub("", title)).strip()
    counted = [match for number, match in enumerate(found) if match.group().strip() == chr(ord("A") + number)]
    if len(counted) > 1 and counted == found:
        return re.sub(r"\s+", " ", letters.sub("", title)).strip()
    return re.sub(rf"(?:{letters.pattern})+$", "", title)
