"""The language object: its pack, its templates and its folded view."""

import re
from pathlib import Path

import pytest

from cronica.flows.language import Language, any_of, expand, fold, folded
from cronica.schemas.language import Agenda, Words


def write(folder: Path, name: str, text: str) -> Path:
    (folder / "xx").mkdir(exist_ok=True)
    (folder / "xx" / name).write_text(text, encoding="utf-8")
    return folder


WORDS = "{and: [an], or: [or], to: [tu], of: [of], articles: [le], ordinal_marks: [º], ordinal_endings: [th], ordinal: '(?P<number>\\d+)th', number: 'no\\.'}"


def test_a_language_is_loaded_once_and_is_a_key_of_caches():
    assert Language.load("es") is Language.load("es")
    assert len({Language.load("es"), Language.load("es"), Language.load("en")}) == 2


def test_a_language_without_a_pack_is_an_error_that_names_those_that_have_one():
    with pytest.raises(ValueError, match="no language pack 'xx'; there are packs for "):
        Language.load("xx")


def test_a_pack_may_stand_in_another_folder(tmp_path):
    language = Language.load("xx", write(tmp_path, "words.yml", WORDS))
    assert language.words.and_ == ("an",)
    assert language.pattern(r"\d ${to} \d").fullmatch("3 TU 6")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WORDS.replace("and:", "und:"), "words.yml: and: Field required"),
        (WORDS.replace("{", "{more: [x], ", 1), "words.yml: more: Extra inputs are not permitted"),
        (WORDS.replace("[an]", "[no]"), "words.yml: and.0: Input should be a valid string"),
    ],
)
def test_a_key_unknown_missing_or_mistyped_is_an_error_that_names_it(tmp_path, text, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        Language.load("xx", write(tmp_path, "words.yml", text)).pack(Words)


def test_a_missing_file_is_an_empty_one(tmp_path):
    language = Language.load("xx", write(tmp_path, "words.yml", WORDS))
    assert language.pack(Agenda) == Agenda()
    assert language.table("ordinals") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sesión PLENARIA", "sesion plenaria"),
        ("ano y año", "ano y ano"),
        ("٣ de mayo", "3 de mayo"),  # Arabic-Indic digits
        ("Ёлка, Йод", "елка, иод"),
        ("76.ª, 2º, m², ½", "76.ª, 2º, m², ½"),  # no letter with an accent, no decimal digit
        ("İstanbul ß ﬁ", "istanbul ß ﬁ"),  # the lower case of İ is two code points long
        ("한국어", "한국어"),  # syllables are no letters with accents
    ],
)
def test_the_folded_view_keeps_every_offset(text, expected):
    assert fold(text) == expected
    assert len(fold(text)) == len(text)


def test_a_key_for_looking_up_has_single_blanks_and_no_marks():
    assert folded("  *Cuadragésima*\n  NOVENA¹ 1990–91 ") == "cuadragesima novena 1990-91"


def test_fragments_stand_for_fragments():
    assert expand("<${a}>", {"a": "(${b})", "b": "c+"}) == "<(c+)>"
    with pytest.raises(KeyError):
        expand("${missing}", {})


def test_case_counts_only_where_a_pattern_says_so():
    pattern = Language.load("es").pattern(r"sesión (?-i:[A-Z])")
    assert pattern.fullmatch("SESIÓN A")
    assert not pattern.fullmatch("sesión a")


def test_a_pattern_for_the_folded_view_is_written_with_accents():
    language = Language.load("es")
    assert language.pattern("sesi(?:ón|ones)", folded=True).fullmatch(language.fold("SESIÓN"))


def test_any_of_takes_the_longest_word_first():
    pattern = re.compile(any_of(["de", "del", "de la", "a.c", "y"]))
    assert [pattern.match(text)[0] for text in ("de  la", "del", "de", "y")] == ["de  la", "del", "de", "y"]
    assert not pattern.match("abc")


def test_a_value_of_a_pack_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Language.load("es").pack(Agenda).item = "x"
