"""What the traits of a script change in patterns, and the views of a text in other digits and wide signs."""

import pytest

from cronica.flows.language import Language, fold, narrowed
from cronica.flows.normalise.citations.numbers import find_numbers
from cronica.flows.normalise.citations.symbols import find_symbols


def language(folder, traits: str, letters: str = "{}") -> Language:
    pack = folder / "xx"
    pack.mkdir()
    words = f"{{and: [x], or: [x], to: [x], of: [x], articles: [x], ordinal_marks: [º], ordinal_endings: [x], letters: {letters}}}"
    (pack / "words.yml").write_text(words, encoding="utf-8")
    (pack / "traits.yml").write_text(traits, encoding="utf-8")
    return Language.load("xx", folder)


@pytest.mark.parametrize(
    ("traits", "word", "text", "is_found"),
    [
        ("{}", "act", "the act of", True),
        ("{}", "act", "the fact of", False),
        ("{}", "act", "act1,", True),  # the mark of a footnote
        ("{splits_words_with_blanks: false}", "法", "合法性", True),
        ("{prefixes: [ال, وال]}", "قرار", "والقرار", True),
        ("{prefixes: [ال]}", "قرار", "استقرار", False),
    ],
)
def test_the_edges_of_a_word_are_those_of_the_script(tmp_path, traits, word, text, is_found):
    pattern = language(tmp_path, traits).pattern(f"${{begins}}{word}${{ends}}")
    assert (pattern.search(text) is not None) == is_found


@pytest.mark.parametrize(
    ("text", "folded", "narrow"),
    [
        ("١٩٤٩", "1949", "1949"),
        ("二〇一五年", "2015年", "二〇一五年"),
        ("（ＡB２）", "(ab2)", "(AB2)"),
        ("Ёлка й", "елка и", "Ёлка й"),
        ("أإآى", "اااى", "أإآى"),
    ],
)
def test_views_keep_the_length_of_a_text(text, folded, narrow):
    assert (fold(text), narrowed(text)) == (folded, narrow)
    assert len(folded) == len(narrow) == len(text)


def test_the_letters_of_a_label_are_latin(tmp_path):
    script = language(tmp_path, "{}", "{а: a, أ: a, ق: s}")
    assert [script.latin_label(label) for label in ("а", "أ أ", "ق", "B")] == ["a", "aa", "s", "b"]


def test_numbers_and_symbols_stand_beside_letters_of_another_script(tmp_path):
    script = language(tmp_path, "{splits_words_with_blanks: false}")
    symbols = find_symbols("见A/69/315和S/2015/203。", script)
    assert [each.symbol for each in symbols] == ["A/69/315", "S/2015/203"]
    assert [each.number for each in find_numbers("第60/1号、第66/288号", [], script)] == ["60/1", "66/288"]
