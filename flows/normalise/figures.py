"""Figures that text recognition took for letters: ``2OO1`` is 2001, ``43/l73`` 43/173, ``Corr.l`` Corr.1."""

import re

_SUSPECT = re.compile(r"[0-9.](?:(?<=\d)(?:(?=[lIO])|(?<=[lIO].))|(?<=(?:Add|Rev|orr)\.)[lI])")
_ORDINAL = r"1O(?=[.\s]\s?[A-Z])"
"""``1O. DE MAYO`` is an ordinal among capitals."""
_MISREAD = re.compile(
    rf"(?<![^\W_])(?!{_ORDINAL})(?=[lIO]*\d|(?<=(?:Add|Rev|orr)\.))[\dlIO]*[lIO][\dlIO]*(?![^\W_])", re.ASCII
)
_FIGURES = str.maketrans("lIO", "110")


def figures(text: str) -> str:
    """The text with such letters as the figures they stand for, code point for code point."""
    if _SUSPECT.search(text) is None:
        return text
    return _MISREAD.sub(lambda match: match.group().translate(_FIGURES), text)
