"""Who sponsored a draft: the names in a list such as ``Chile, Guinea (on behalf of …) and Peru``.

The lists are English in files of every language; their words are in its pack, in
``stated.yml``.
"""

from __future__ import annotations

import re
from functools import cache

from cronica.flows.language.identify import stating
from cronica.flows.normalise.names.stated import entity_named
from cronica.schemas.language import Stated

_COMMA = re.compile(r",\s*(?![^()]*\))")
_BRACKETS = re.compile(r"\([^()]*\)")


class _Words:
    """The compiled patterns of a list of sponsors."""

    def __init__(self) -> None:
        pack = stating().pack(Stated)
        self.submitted_by = re.compile(pack.submitted_by, re.IGNORECASE)
        self.submitted_end = re.compile(pack.submitted_end, re.IGNORECASE)
        self.article = re.compile(pack.article, re.IGNORECASE)
        self.on_behalf = re.compile(pack.on_behalf, re.IGNORECASE)
        self.joint = re.compile(pack.and_, re.IGNORECASE)


@cache
def _words() -> _Words:
    return _Words()


def split_sponsors(listed: str) -> list[str]:
    """The names of a list, as written and in its order; one name for a draft that no State submitted."""
    words = _words()
    if submitted := words.submitted_by.match(listed):
        return [words.submitted_end.sub("", listed[submitted.end() :]).strip()]
    names = [name for part in _COMMA.split(listed) for name in _parted(part.strip(), words)]
    return [name for name in names if name]


def sponsor_entity(name: str) -> str | None:
    """The entity of a sponsor's name, whoever else it speaks for."""
    return entity_named(name) or entity_named(_words().on_behalf.sub("", name))


def _parted(part: str, words: _Words) -> list[str]:
    """Two names joined by *and*, unless the word is part of one: ``Trinidad and Tobago``."""
    part = words.article.sub("", part)
    if sponsor_entity(part) is None:
        # What stands in brackets joins no sponsors; blanks keep the places.
        bare = _BRACKETS.sub(lambda match: "·" * len(match.group()), part)
        for joint in words.joint.finditer(bare):
            first, second = part[: joint.start()], words.article.sub("", part[joint.end() :])
            if sponsor_entity(first) or sponsor_entity(second):
                return [*_parted(first, words), *_parted(second, words)]
    return [part]
