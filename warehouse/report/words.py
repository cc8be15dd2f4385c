"""The words of all documents, for the search of the page: each form of a word leads to the documents of all.

As in ``cronica search``, accents do not count, and words of grammar count for nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from cronica import seeds
from cronica.schemas.language import StopWords, read_pack
from cronica.seeds import dictionary

EVERYWHERE = 0.5
"""A word in more of the documents than this share is looked for in all: its list would only take room."""

Row = tuple[str, str, Sequence[int]]
"""A language, a word in lower case, the places of the documents that have it."""


def pieces(rows: Iterable[Row], documents: int) -> Iterator[tuple[str, str]]:
    """The words in pieces by their first letter, as names and JSON.

    A piece has ``forms``: form without accents → its dictionary words, none for a word of grammar; and
    ``words``: dictionary word → its forms and the places of its documents, written as text, or ``*`` for all.

    Args:
        rows: the words of all documents.
        documents: how many there are.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    forms_of: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[int]] = defaultdict(set)
    grammar: dict[str, frozenset[str]] = {}
    for language, word, docs in rows:
        if language not in grammar:
            grammar[language] = _grammar(language)
        form = plain(word)
        of = forms[form]
        if word in grammar[language]:
            continue
        lemma = plain(dictionary.lemma(word, language).lower())
        of.add(lemma)
        forms_of[lemma].add(form)
        places[lemma].update(docs)
    parts: dict[str, dict[str, dict[str, object]]] = defaultdict(lambda: {"forms": {}, "words": {}})
    for form, lemmas in sorted(forms.items()):
        parts[name_of(form)]["forms"][form] = " ".join(sorted(lemmas))
    for lemma, found in sorted(places.items()):
        listed = "*" if len(found) > EVERYWHERE * documents else ",".join(map(str, sorted(found)))
        parts[name_of(lemma)]["words"][lemma] = [" ".join(sorted(forms_of[lemma])), listed]
    for name, part in sorted(parts.items()):
        yield name, json.dumps(part, ensure_ascii=False, separators=(",", ":"))


def plain(word: str) -> str:
    """A word without accents, as the page folds what a reader types."""
    return "".join(normalize("NFD", letter)[0] for letter in word)


def name_of(word: str) -> str:
    """The piece in which a word stands."""
    return f"words-{ord(word[0]):04x}"


def _grammar(language: str) -> frozenset[str]:
    folder = seeds.LANGUAGES / language
    if not (folder / "stopwords.yml").is_file():
        return frozenset()
    return frozenset(word for group in read_pack(folder, StopWords).model_dump().values() for word in group)
