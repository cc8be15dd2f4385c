"""Lists of symbols and part letters, by the words of a language that has hardly anything else in its pack."""

from pathlib import Path

import pytest

from cronica.flows.language import Language
from cronica.flows.normalise.citations.find import find_atoms, find_citations
from cronica.flows.normalise.citations.symbols import find_symbols

WORDS = """
and: [and]
or: [or]
to: [to, until]
of: [of]
articles: [the]
ordinal_marks: []
ordinal_endings: [th]
number: 'no\\.'
"""


@pytest.fixture
def english(tmp_path: Path) -> Language:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "words.yml").write_text(WORDS, encoding="utf-8")
    nouns = "nouns: {resolution: 'resolutions?'}"
    (tmp_path / "xx" / "citations.yml").write_text(nouns, encoding="utf-8")
    return Language.load("xx", tmp_path)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("resolution 61/10 A and B", "A and B"),
        ("resolution 61/10 A to E", "A to E"),
        ("resolution 61/10 A y B", "A"),
        ("resolution 217 A and B (III)", "A and B"),
    ],
)
def test_part_letters(english: Language, text: str, parts: str) -> None:
    (number,) = find_atoms(text, english).numbers
    assert number.parts == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("resolution 75/290 A and B, adopted on 25 June 2021", ["A", "B"]),
        ("resolution 75/290 A until E", ["A", "B", "C", "D", "E"]),
    ],
)
def test_a_citation_a_part(english: Language, text: str, parts: list[str]) -> None:
    found = find_citations(text, find_atoms(text, english), [], own_body="GA", as_of=None, language=english)
    assert [(citation.symbol, citation.part) for citation in found] == [
        ("A/RES/75/290", part) for part in parts
    ]


def test_lists_of_symbols(english: Language) -> None:
    found = find_symbols("CCPR/C/SR.796 to 798 and 831", english)
    assert [match.symbol for match in found] == [f"CCPR/C/SR.{number}" for number in (796, 797, 798, 831)]
    found = find_symbols("A/56/10 and Corr.1 y 2", english)
    assert [match.symbol for match in found] == ["A/56/10", "A/56/10/Corr.1"]


def test_without_a_language_each_symbol_stands_for_itself() -> None:
    assert [match.symbol for match in find_symbols("A/56/10 y Corr.1")] == ["A/56/10"]
