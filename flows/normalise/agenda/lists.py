"""The items of a document that is an agenda: a preliminary list, a provisional or an adopted agenda.

Its paragraphs are the items, numbered through, with their subitems lettered under them. Notes before the list
may be numbered too: the longest run of rising numbers is the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cronica.flows.language import Language
from cronica.flows.normalise.agenda.find import LETTERS, AgendaMatch, AgendaPatterns, agenda_patterns
from cronica.flows.normalise.citations.symbols import find_symbols

_FARTHEST_LETTER = 2
"""``i)`` is a subitem no more places than these after the last; farther on it is a roman numeral."""


_PAGE = re.compile(r"\s*(?:\.\s?){4,}\d{0,4}$")


def without_page(line: str) -> str:
    """A line of an index without its page and the dots that lead there."""
    return _PAGE.sub("", line)


def kind_of_agenda(title: str, language: Language) -> str | None:
    """Which kind of agenda a document of that title is, as in ``agenda_items.agenda_kind``; else None."""
    patterns = agenda_patterns(language)
    document = patterns.document.fullmatch(title)
    return patterns.kind(document["agenda"]) if document else None


def listed_items(texts: Sequence[str], kind: str, language: Language) -> list[tuple[int, AgendaMatch]]:
    """The items of an agenda and where they stand.

    Args:
        texts: the paragraphs after its head, in reading order.
        kind: the kind of agenda.
        language: whose patterns apply.

    Returns:
        Index of the paragraph and the item, which stands on its number or its letter.
    """
    patterns = agenda_patterns(language)
    runs: list[list[tuple[int, AgendaMatch]]] = [[]]
    for index, text in enumerate(texts):
        last = runs[-1][-1][1] if runs[-1] else None
        number = last.item_number or 0 if last else 0
        if match := patterns.listed_item.fullmatch(text):
            if int(match["number"]) <= number:
                runs.append([])
            runs[-1].append((index, _first_of(match, kind, patterns, language)))
        elif last is not None and (match := patterns.listed_subitem.fullmatch(text)):
            letter = language.latin_label(match["letter"])
            step = _place(letter) - _place(last.subitem)
            if 0 < step <= _FARTHEST_LETTER or (step > 0 and not set(letter) <= set("ivx")):
                runs[-1].append((index, _match(match, "letter", number, letter, kind, patterns)))
        elif last is not None and patterns.list_ends.fullmatch(text):
            break
    return max(runs, key=lambda run: len({item.item_number for _, item in run}))


def _first_of(match: re.Match[str], kind: str, patterns: AgendaPatterns, language: Language) -> AgendaMatch:
    """The item that a line is, or its first subitem where that stands on the line: ``3. a) Elecciones;``."""
    item = _match(match, "number", int(match["number"]), None, kind, patterns)
    inner = patterns.listed_subitem.fullmatch(match["title"])
    letter = inner and language.latin_label(inner["letter"])
    if inner is None or letter != LETTERS[0]:
        return item
    end = match.start("title") + inner.end("letter") + 1
    return replace(item, end=end, subitem=letter, title=_bare(inner["title"], patterns))


def listed_item(text: str, language: Language) -> AgendaMatch | None:
    """The item that a line of an agenda is, as in ``2. Cuestión de Palestina``."""
    patterns = agenda_patterns(language)
    match = patterns.listed_item.fullmatch(text)
    return match and _match(match, "number", int(match["number"]), None, "agenda", patterns)


def listed_subitem(text: str, language: Language) -> AgendaMatch | None:
    """The sub-item that a line under an item is, without its number: ``a) Adelanto de la mujer``."""
    patterns = agenda_patterns(language)
    match = patterns.listed_subitem.fullmatch(text)
    letter = match and language.latin_label(match["letter"])
    return match and _match(match, "letter", None, letter, "agenda", patterns)


def _match(
    match: re.Match[str],
    label: str,
    number: int | None,
    letter: str | None,
    kind: str,
    patterns: AgendaPatterns,
) -> AgendaMatch:
    title = _bare(match["title"], patterns)
    end = match.end(label) + (1 if letter else 0)
    return AgendaMatch(match.start(label), end, number, letter, kind, "own", title, "agenda_listed")


def without_papers(title: str, language: Language) -> str:
    """The title of an item without the papers or *(continuación)* behind it; a letter's has its symbol."""
    bare = _bare(title, agenda_patterns(language))
    behind = title[len(bare) :]
    return bare if len(find_symbols(behind, language)) > 1 or not re.search(r"\d", behind) else title


def _bare(title: str, patterns: AgendaPatterns) -> str:
    while (shorter := patterns.listed_reference.sub("", title.rstrip(" .;:*。；：؛"))) != title:
        title = shorter
    return title


def _place(letter: str | None) -> int:
    return LETTERS.index(letter) if letter in LETTERS else -1
