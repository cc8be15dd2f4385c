"""Letters that text recognition took for others: ``decisi6n`` is *decisión*, ``resoluci´on`` *resolución*.

A word is read so only where the dictionary of the language knows what comes of it, and not the word without
the odd character, which may be the mark of a footnote. The one number touched is a meeting's, ``26la.``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from unicodedata import combining, normalize

from cronica.flows.extract.text.mapped import Edit, MappedText
from cronica.flows.language import Language
from cronica.flows.normalise.figures import figures
from cronica.schemas.language import Layout
from cronica.seeds.dictionary import is_known

_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "˜": "\u0303"}
"""Accents that stand beside their letter, before it or after."""
_LOOSE = re.compile(r"(?<=[^\W\d_])([´`¨˜])([^\W\d_])")
_TOKEN = re.compile(r"[^\W_]*[^\W\d_](?:[\d$!|´`¨˜]*[^\W_])*\d?")
_OPENING = re.compile(r"[l|](?=\.\s+[^\W\d_a-z])|[A-Z][I|](?=\s[A-Z][^\W\d_A-Z])")
"""What opens a paragraph: its number 1, or a small word with a capital for its last letter."""
_NUMBER = re.compile(r"(?=[lIO]*\d)(?=\d*[lIO])[\dlIO]{2,5}(?=a\.[,:]?$|ª)")
"""The number of a meeting with letters among its figures."""
_FEWEST_LETTERS = 4
_FEWEST_BEFORE_LAST = 5
"""Letters before an odd character at the end, which is more often the mark of a footnote."""
_MOST_ODD = 3
_LONGEST = 40
_SPACED = re.compile(r"(?<!\S)[^\W\d_a-z](?:[ \u00a0]{1,5}[^\W\d_a-z]){3,60}(?!\S)")
"""Capitals with blanks between them; more of them part words."""


def misread_words(words: Iterable[str], language: Language) -> dict[str, str]:
    """What words are that text recognition misread.

    Args:
        words: what stands between blanks, each once.
        language: whose dictionary says what is a word.

    Returns:
        Word as printed → word. Words that are sound, and those that stay doubtful, are left out.
    """
    pack = language.pack(Layout)
    lookalikes, small = pack.lookalikes, frozenset(pack.open_words)
    odd = re.escape("".join(lookalikes)) + "".join(_ACCENTS)
    suspect = re.compile(rf"[^\W\d_][{odd}]|[A-Z]l|[a-z]I|\b0[^\W\d_]{{3}}")
    found: dict[str, str] = {}
    for word in words:
        if word in pack.misread_words:
            found[word] = pack.misread_words[word]
        if word.isalpha() and (word.islower() or word.istitle() or word.isupper()):
            continue  # most words: letters alone, the capitals where they belong
        if number := _NUMBER.match(word):
            ordinal = word.rstrip(",:")
            found[ordinal] = figures(number.group()) + ordinal[number.end() :]
        if len(word) > _LONGEST or not suspect.search(word):
            continue
        for match in _TOKEN.finditer(word):
            token = match.group()
            sound = _small(token, small) or _sound(token, lookalikes, language.code)
            if sound is not None:
                found[token] = sound
    return found


def spaced_words(source: str, language: Language) -> dict[str, str]:
    """What words are that are set with a blank after each letter: ``N A C I O N E S   U N I D A S``.

    Args:
        source: the decoded text.
        language: whose dictionary says what is a word, and where one ends if no more blanks show it.

    Returns:
        Words as printed, on their line and with single blanks → words.
    """
    small = frozenset(language.pack(Layout).open_words)
    found: dict[str, str] = {}
    for match in _SPACED.finditer(source):
        printed = match.group()
        words = [piece.replace(" ", "") for piece in re.split(r"[ \u00a0]{2,}", printed)]
        words = (_words_in(words[0], small, language.code) or words) if len(words) == 1 else words
        is_sound = all(word.casefold() in small or _is_word(word, language.code) for word in words)
        if is_sound and max(map(len, words)) >= _FEWEST_LETTERS:
            found[printed] = found[" ".join(printed.split())] = " ".join(words)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=1000)  # the same rest is met again and again
def _words_in(letters: str, small: frozenset[str], language: str) -> list[str] | None:
    """The words that letters without blanks are, the longest first."""
    for end in range(len(letters), 1, -1):
        word = letters[:end]
        if word.casefold() not in small and not _is_word(word, language):
            continue
        rest = _words_in(letters[end:], small, language) if end < len(letters) else []
        if rest is not None:
            return [word, *rest]
    return None


def mend(text: MappedText, misread: Mapping[str, str]) -> MappedText:
    """The text with misread words as they are."""
    if not misread:
        return text
    edits: list[Edit] = []
    for match in _pattern(tuple(misread)).finditer(text.text):
        sound = misread[match.group()]
        if " " in match.group():
            edits += _blanks_between(match.group(), sound, match.start())
        else:
            edits.append(Edit(match.start(), match.end(), sound))
    return text.edited(edits)


def _blanks_between(printed: str, sound: str, start: int) -> Iterator[Edit]:
    """The blanks between the letters of words taken away; those between the words stay."""
    at = 0
    for place, character in enumerate(printed, start):
        if at < len(sound) and character == sound[at]:
            at += 1
        else:
            yield Edit(place, place + 1)


def mended_line(text: str, misread: Mapping[str, str]) -> str:
    """A printed line with misread words as they are, by which what it is can be told."""
    return _pattern(tuple(misread)).sub(lambda match: misread[match.group()], text)


def mend_opening(text: MappedText, language: Language) -> MappedText:
    """The text with its number ``l.`` as ``1.`` and its first small word, ``EI``, as ``El``."""
    if (match := _OPENING.match(text.text)) is None:
        return text
    word = match.group()
    sound = "1" if len(word) == 1 else f"{word[0]}l"
    if sound != "1" and sound.casefold() not in language.pack(Layout).open_words:
        return text
    return text.edited([Edit(0, len(word), sound)])


@lru_cache(maxsize=1)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})(?![^\W_])")


def _small(token: str, words: frozenset[str]) -> str | None:
    """A small word whose last letter was taken for another: ``deI``, ``e1``."""
    sound = f"{token[:-1]}l"
    return sound if token[-1] in "I1" and token[:-1].islower() and sound in words else None


def _sound(token: str, lookalikes: dict[str, str], language: str) -> str | None:
    letters = sum(map(str.isalpha, token))
    if letters < _FEWEST_LETTERS:
        return None
    if _LOOSE.search(token):
        token = _LOOSE.sub(lambda match: normalize("NFC", match[2] + _ACCENTS[match[1]]), token)
        if token.isalpha():
            return token if _is_word(token, language) else None
    is_upper = sum(map(str.isupper, token)) > letters / 2
    odd = [at for at, character in enumerate(token) if _is_odd(character, at, is_upper)]
    if not odd or len(odd) > _MOST_ODD or any(token[at] not in lookalikes for at in odd):
        return None
    bare = token.rstrip("0123456789")
    if bare != token and len(bare) < max(_FEWEST_BEFORE_LAST, len(token) - 1):
        return None
    if bare != token and _is_word(bare, language):
        return None
    words = list(_candidates(token, odd, lookalikes, is_upper))
    known = (word for word in words if is_known(word.casefold(), language))
    unaccented = (word for word in words if is_upper and _is_word(word, language))
    return next(known, None) or next(unaccented, None)


def _is_odd(character: str, at: int, is_upper: bool) -> bool:
    """A figure or a sign, a small letter among capitals, a capital inside a word in small letters."""
    if not character.isalpha():
        return True
    return character.islower() if is_upper else at > 0 and character.isupper()


def _candidates(token: str, odd: list[int], lookalikes: dict[str, str], is_upper: bool) -> Iterator[str]:
    for letters in product(*(lookalikes[token[at]] for at in odd)):
        characters = list(token)
        for at, letter in zip(odd, letters, strict=True):
            characters[at] = letter.upper() if is_upper else letter
        yield "".join(characters)


def _is_word(word: str, language: str) -> bool:
    """In the dictionary, with the accents printed or, where none is, with one."""
    word = word.casefold()
    if is_known(word, language):
        return True
    if any(combining(character) for character in normalize("NFD", word)):
        return False
    return any(
        is_known(normalize("NFC", f"{word[: at + 1]}\u0301{word[at + 1 :]}"), language)
        for at in range(len(word))
    )
