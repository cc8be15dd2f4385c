"""Two views of a text for finding and looking up words."""

import unicodedata
from functools import lru_cache


def lowered(text: str) -> str:
    """``text`` in lower case, code point for code point, so that offsets stay true.

    A letter whose lower case is longer than one code point stays as it is.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=20_000)
def folded(words: str) -> str:
    """``words`` for looking up: lower case, no accents, single blanks, no emphasis or superscripts."""
    return " ".join(words.lower().translate(_PLAIN).split())


def _plain() -> dict[int, str | None]:
    """Latin letters to their base letter, dashes to ``-``, emphasis and footnote marks to nothing."""
    table: dict[int, str | None] = {}
    for code in range(0xC0, 0x180):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    table |= dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
    table |= dict.fromkeys([*map(ord, "*_\u00ad¹²³"), *range(0x2070, 0x207A), *range(0x300, 0x370)], None)
    return table


_PLAIN = _plain()
