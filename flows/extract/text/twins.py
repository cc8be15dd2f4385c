"""Symbols and numbers printed with letters that only look Latin: ``А/С.3/75/L.1`` in Cyrillic."""

import re
from functools import cache

from cronica.flows.language import Language


def with_latin_symbols(text: str, language: Language) -> str:
    """``text`` with those letters as Latin ones, code point for code point."""
    twins = language.traits.latin_twins
    return _printed(language).sub(lambda match: _latin(match[0], twins), text) if twins else text


def _latin(printed: str, twins: dict[str, str]) -> str:
    """What is Latin once its twins are; the rest is a word of the language."""
    latin = "".join(twins.get(letter, letter) for letter in printed)
    return latin if latin.isascii() else printed


@cache
def _printed(language: Language) -> re.Pattern[str]:
    letters = "A-Z" + "".join(filter(str.isupper, language.traits.latin_twins))
    symbol = rf"(?<!\w)[{letters}]{{1,8}}(?:/[\w.()-]*)*/[\w.()-]*\d"
    roman = rf"(?<!\w)\d{{1,4}}(?:\s?[{letters}])?\s?\([{letters}]{{1,8}}\)"
    numbered = rf"(?<!\w)[{letters}]{{1,5}}\.\d{{1,4}}\(\d{{1,3}}\)|(?<!\w)\d{{1,3}}/[{letters}]{{2,4}}\.\d"
    return re.compile(f"{symbol}|{roman}|{numbered}")
