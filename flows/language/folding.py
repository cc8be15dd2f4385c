"""Views of a text for finding and looking up words."""

import re
import unicodedata
from functools import cache, lru_cache


def lowered(text: str) -> str:
    """``text`` in lower case, code point for code point, so that offsets stay true.

    The capital ``İ``, whose lower case is an ``i`` and a mark of its own, becomes ``i``.
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(char.lower()[0] for char in text)


@lru_cache(maxsize=2_000)
def fold(text: str) -> str:
    """``text`` for finding words: lower case, no accents, digits, wide forms and apostrophes as ASCII.

    Code point for code point, so that offsets stay true. Every finder asks for the view of every paragraph:
    those of a document are kept.
    """
    lower = lowered(text)
    return lower if lower.isascii() else without_accents(lower)


def without_accents(text: str) -> str:
    """``text`` with every accented letter as its base letter, and what :func:`narrowed` makes ASCII."""
    for char in set(_NOT_ASCII.findall(text)):
        text = text.replace(char, _plain_char(char))
    return _ROUND_ZERO.sub(lambda match: "0" * len(match[0]), text) if "\u25cb" in text else text


APOSTROPHE = "\u2019"
"""As it is printed; typed it is another."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ROUND_ZERO = re.compile("(?<=[0-9])\u25cb+")
"""The circle that is printed for the ideographic zero."""


@cache
def _plain_char(char: str) -> str:
    if (narrow := _narrow_char(char)) != char:
        return narrow.lower()
    if char in _IDEOGRAPHIC_DIGITS:
        return str(int(unicodedata.numeric(char)))
    apart = unicodedata.normalize("NFD", char)
    return apart[0] if all(map(unicodedata.combining, apart[1:])) else char


def narrowed(text: str) -> str:
    """``text`` with apostrophes, the digits of every script, and wide forms of letters and signs as ASCII.

    Code point for code point.
    """
    for char in set(_NOT_ASCII.findall(text)):
        text = text.replace(char, _narrow_char(char))
    return text


@cache
def _narrow_char(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char == APOSTROPHE:
        return "'"
    return unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uff5e" else char


def ascii_letters(text: str) -> str:
    """The ASCII letters of a text in Latin script: ``Soreide`` for ``Søreide``; others are left out."""
    plain = "".join(map(_base_letter, unicodedata.normalize("NFKD", text)))
    return plain.encode("ascii", "ignore").decode()


def _base_letter(char: str) -> str:
    """What the Unicode name says of a letter that cannot be taken apart: LATIN SMALL LETTER O WITH STROKE."""
    named = None if char.isascii() else _LATIN_LETTER.match(unicodedata.name(char, ""))
    return named[1] if named else char


_LATIN_LETTER = re.compile(r"LATIN \w+ (?:LETTER|LIGATURE) (?:DOTLESS |SHARP )?([A-Z]{1,2})\b")
_IDEOGRAPHIC_DIGITS = frozenset(
    map(chr, (0x3007, 0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D))
)
"""Zero to nine as dates print them; the forms of cheques are also parts of words."""


@lru_cache(maxsize=20_000)
def folded(words: str) -> str:
    """``words`` for looking up: folded, single blanks, no emphasis or superscripts, dashes as ``-``."""
    return " ".join(fold(words).translate(_MARKS).split())


_MARKS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    **dict.fromkeys([*map(ord, "*_\u00ad¹²³"), *range(0x2070, 0x207A), *range(0x300, 0x370)], None),
}
"""Dashes, and marks of emphasis and footnotes."""
