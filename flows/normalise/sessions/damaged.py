"""Ordinals that text recognition damaged: half of *cuadrag~simo segundo* would be another number."""

import re

_DAMAGED = r"[^\W\d_]{2,}[\d$~#&%\\|{}<>=^@€£§!´`¨˜]+[^\W_]*[^\W\d_]"
_BEFORE = re.compile(rf"(?:^|\s)(?P<word>{_DAMAGED})\s+(?:[^\W\d_]+\s+)?$")
_REACH = 60
"""Characters before the noun in which an ordinal stands."""


def damaged_before(text: str, end: int) -> re.Match[str] | None:
    """The damaged word (group ``word``) before a place, with at most a sound one between them."""
    return _BEFORE.search(text, max(0, end - _REACH), end)
