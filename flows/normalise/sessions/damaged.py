"""Ordinals that are damaged in print: half of *cuadrag~simo segundo* would be another number."""

import re
from difflib import get_close_matches
from functools import lru_cache

from cronica.flows.language import Language, folded
from cronica.flows.normalise.sessions.ordinals import forms
from cronica.seeds.dictionary import is_known

_DAMAGED = r"[^\W\d_]{2,}[\d$~#&%\\|{}<>=^@€£§!´`¨˜]+[^\W_]*[^\W\d_]"
_BEFORE = re.compile(rf"(?:^|\s)(?P<word>{_DAMAGED})\s+(?:[^\W\d_]+\s+)?$")
_LONG_BEFORE = (
    re.compile(r"(?:^|\s)(?P<word>[^\W_]{8,})\s+[^\W\d_]+\s+$"),
    re.compile(r"(?:^|\s)(?P<word>[^\W_]{8,})\s+$"),
)
"""A long word before the noun, or before a sound ordinal: *sexagésino tercer*, *5exagésimo tercer*."""
_REACH = 60
"""Characters before the noun in which an ordinal stands."""
_LIKENESS = 0.8
"""How like an ordinal a long word is that is one with a letter or two misprinted."""


def damaged_before(text: str, end: int, language: Language) -> re.Match[str] | None:
    """The damaged word (group ``word``) before a place, with at most a sound one between them."""
    start = max(0, end - _REACH)
    long = (pattern.search(text, start, end) for pattern in _LONG_BEFORE)
    return _BEFORE.search(text, start, end) or next(
        (match for match in long if match and _is_misprint(folded(match["word"]), language)), None
    )


@lru_cache(maxsize=4096)
def _is_misprint(word: str, language: Language) -> bool:
    """Whether a word is no ordinal and all but one: *septuagéximo*."""
    known = forms(language)
    is_word = word in known or is_known(word, language.code)
    return not is_word and bool(get_close_matches(word, known, n=1, cutoff=_LIKENESS))
