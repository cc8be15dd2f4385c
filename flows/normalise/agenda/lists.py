"""The items of a document that is an agenda: a preliminary list, a provisional or an adopted agenda.

Its paragraphs are the items, numbered through, with their subitems lettered under them. Notes before the list
may be numbered too: the longest run of rising numbers is the list. Words: ``seeds/languages/es/agenda.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cronica.flows.normalise.agenda.find import LETTERS, AgendaMatch, agenda_kind

from cronica import seeds

_FARTHEST_LETTER = 2
"""``i)`` is a subitem no more places than these after the last; farther on it is a roman numeral."""


def kind_of_agenda(title: str) -> str | None:
    """Which kind of agenda a document of that title is, as in ``agenda_items.agenda_kind``; else None."""
    document = _pattern("document").fullmatch(title)
    return agenda_kind(document["agenda"]) if document else None


def listed_items(texts: Sequence[str], kind: str) -> list[tuple[int, AgendaMatch]]:
    """The items of an agenda and where they stand.

    Args:
        texts: the paragraphs after its head, in reading order.
        kind: the kind of agenda.

    Returns:
        Index of the paragraph and the item, which stands on its number or its letter.
    """
    runs: list[list[tuple[int, AgendaMatch]]] = [[]]
    for index, text in enumerate(texts):
        last = runs[-1][-1][1] if runs[-1] else None
        number = last.item_number or 0 if last else 0
        if match := _pattern("listed_item").fullmatch(text):
            if int(match["number"]) <= number:
                runs.append([])
            runs[-1].append((index, _match(match, "number", int(match["number"]), None, kind)))
        elif last is not None and (match := _pattern("listed_subitem").fullmatch(text)):
            letter = match["letter"].lower()
            step = _place(letter) - _place(last.subitem)
            if 0 < step <= _FARTHEST_LETTER or (step > 0 and not set(letter) <= set("ivx")):
                runs[-1].append((index, _match(match, "letter", number, letter, kind)))
    return max(runs, key=lambda run: sum(item.subitem is None for _, item in run))


def _match(match: re.Match[str], label: str, number: int, letter: str | None, kind: str) -> AgendaMatch:
    title = match["title"]
    while (shorter := _pattern("listed_reference").sub("", title.rstrip(" .;:*"))) != title:
        title = shorter
    end = match.end(label) + (1 if letter else 0)
    return AgendaMatch(match.start(label), end, number, letter, kind, "own", title, "agenda_listed")


def _place(letter: str | None) -> int:
    return LETTERS.index(letter) if letter in LETTERS else -1


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words: str = seeds.pack("es", "agenda")[name]
    return re.compile(words.replace(" ", r"\s+"), re.IGNORECASE)
