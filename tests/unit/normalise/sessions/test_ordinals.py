"""Ordinals in words, figures and roman numerals."""

import runpy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.normalise.sessions.ordinals import is_plural, parse_ordinal

SPANISH = Language.load("es")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("septuagésimo tercer", 73),
        ("Septuagésimo quinto", 75),
        ("septua-\ngésimo sexto", 76),
        ("sexagésimo\u00a0\nnoveno", 69),
        ("octagésimo primer", 81),
        ("undécimo", 11),
        ("duodécima", 12),
        ("decimosegundo", 12),
        ("décima cuarta", 14),
        ("vigesimotercer", 23),
        ("vigesimotercera", 23),
        ("trigesimoséptimas", 37),
        ("primer", 1),
        ("PRIMERA", 1),
        ("centésimo quincuagésimo", 150),
        ("noningentésimo nonagésimo noveno", 999),
        ("76º", 76),
        ("76.ª", 76),
        ("76 °", 76),
        ("43er", 43),
        ("1er", 1),
        ("2do", 2),
        ("3ra", 3),
        ("41a", 41),
        ("41a.", 41),
        ("XXIV", 24),
    ],
)
def test_ordinal(words: str, number: int) -> None:
    assert parse_ordinal(words, SPANISH) == number


@pytest.mark.parametrize(
    "words", ["", "do", "76", "plenaria", "primero de enero", "IIII", "ordinario", "º", "-"]
)
def test_not_an_ordinal(words: str) -> None:
    assert parse_ordinal(words, SPANISH) is None


UNITS = ["primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno"]
TENS = ["décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo"]
TENS += ["sexagésimo", "septuagésimo", "octogésimo", "nonagésimo"]


def written(number: int) -> list[str]:
    """The usual spellings of 1st to 199th, masculine, feminine and before a noun."""
    tens, units = (
        TENS[number % 100 // 10 - 1] if number % 100 >= 10 else "",
        UNITS[number % 10 - 1] if number % 10 else "",
    )
    head = "centésimo" if number >= 100 else ""
    masculine = " ".join(filter(None, [head, tens, units]))
    feminine = " ".join(word[:-1] + "a" for word in masculine.split())
    spelt = [masculine, feminine, masculine.upper(), masculine.replace("é", "e")]
    if units in ("primero", "tercero"):
        spelt.append(masculine[:-1])
    if tens and units:
        spelt.append(" ".join(filter(None, [head, tens.replace("é", "e") + units])))
    return spelt


@given(st.integers(min_value=1, max_value=199))
def test_every_spelling_is_read_back(number: int) -> None:
    assert {parse_ordinal(spelling, SPANISH) for spelling in written(number)} == {number}


def test_numbers_of_words_add_up_from_the_greater_to_the_smaller() -> None:
    assert parse_ordinal("cuarto quinto", SPANISH) is None
    assert parse_ordinal("tercero vigésimo", SPANISH) is None
    assert parse_ordinal("vigésimo undécimo", SPANISH) is None


def test_a_plural_is_known_by_its_last_word() -> None:
    assert is_plural("Vigésimas terceras", SPANISH)
    assert not is_plural("vigésimo tercero", SPANISH)
    assert not is_plural("sesiones", SPANISH)


def test_the_table_is_what_its_script_writes() -> None:
    script = runpy.run_path(str(seeds.LANGUAGES / "es" / "make_ordinals.py"))
    written = [tuple(map(str, row)) for row in script["table"]()]
    assert [tuple(row.values()) for row in SPANISH.table("ordinals")] == written


def test_a_form_that_stands_only_before_another_is_no_ordinal_by_itself(tmp_path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "ordinals.csv").write_text(
        "form,number,is_plural,only_before\nseventy,70,,yes\nfifth,5,,\n"
    )
    (tmp_path / "xx" / "words.yml").write_text((seeds.LANGUAGES / "es" / "words.yml").read_text())
    language = Language.load("xx", tmp_path)
    assert [parse_ordinal(words, language) for words in ("seventy fifth", "seventy", "fifth")] == [
        75,
        None,
        5,
    ]
