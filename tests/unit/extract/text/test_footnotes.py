"""Footnote marks set as plain digits or stars are told from the numbers and the lists of the text."""

import pytest

from cronica.flows.extract.text.clean import clean
from cronica.flows.extract.text.footnotes import lift_plain_marks
from cronica.flows.extract.text.mapped import MappedText
from cronica.flows.extract.text.star_notes import lift_star_marks
from cronica.flows.language import Language


def lift_marks(cleaned):
    return lift_plain_marks(cleaned, Language.load("es"))


def lifted(*texts: str, lift=lift_marks) -> list[tuple[str, list[str]]]:
    cleaned = [clean(MappedText.of_source(text, 0, len(text))) for text in texts]
    return [(item.text.text, [mark.marker for mark in item.marks]) for item in lift(cleaned)]


LONG = " a la cooperación entre las Naciones Unidas y las organizaciones regionales"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("internacionales1, y las demás", "internacionales, y las demás"),
        ("correspondiente a 20201, relativo", "correspondiente a 2020, relativo"),
        ("titulada “Unión pro paz”1, en la que", "titulada “Unión pro paz”, en la que"),
        ("el Acuerdo de París (2015)1 y", "el Acuerdo de París (2015) y"),
        (f"la resolución 75/531, relativa{LONG}", f"la resolución 75/53, relativa{LONG}"),
    ],
)
def test_a_digit_stuck_to_a_word_or_a_year_is_the_mark_of_the_note(printed, text):
    assert lifted(printed, "1 A/75/74.")[0] == (text, ["1"])


def test_notes_lose_their_number_and_keep_it_as_their_mark():
    assert lifted("internacionales1 y regionales2,", "1 A/75/74.", "2 Resolución 70/1.")[1:] == [
        ("A/75/74.", ["1"]),
        ("Resolución 70/1.", ["2"]),
    ]


def test_notes_of_which_some_are_left_out_are_told_by_their_run():
    texts = ("su informe2, la Carta3 y el Pacto7", "2 A/75/74.", "3 Resolución 70/1.", "7 Resolución 71/3.")
    assert lifted(*texts)[0] == ("su informe, la Carta y el Pacto", ["2", "3", "7"])
    assert lifted("el 20191021, en 2019102", *(f"{n} A/75/{n}." for n in range(95, 103)))[0][1] == []
    assert lifted("en la sala B12 y", "12 Estados votaron.")[0] == ("en la sala B12 y", [])


@pytest.mark.parametrize("printed", ["el Día del Agua (1 de marzo)", "la resolución A.1044(1)", "FAL.1(1)"])
def test_a_number_in_brackets_that_counts_something_is_no_mark(printed):
    assert lifted(f"su informe1 y {printed}", "1 A/75/74.")[0] == (f"su informe y {printed}", ["1"])


def test_the_lines_of_a_masthead_hold_no_mark_in_doubt():
    texts = (
        "A/RES/75/251",
        "Tema 141 del programa",
        "su informe2 y la Carta3",
        "1 A/75/1.",
        "2 A/75/2.",
        "3 A/75/3.",
    )
    assert [text for text, _ in lifted(*texts)[:2]] == ["A/RES/75/251", "Tema 141 del programa"]


def test_a_note_may_begin_with_a_year():
    assert lifted("its outcome1, and", "1 2000 Review Conference.")[1] == ("2000 Review Conference.", ["1"])


def test_a_certain_mark_is_preferred_to_the_tail_of_a_number():
    text, marks = lifted("la resolución 75/531 y sus consecuencias1,", "1 A/75/74.")[0]
    assert (text, marks) == ("la resolución 75/531 y sus consecuencias,", ["1"])


def test_a_mark_used_again_is_lifted_again():
    assert lifted("el informe1 y", "la Estrategia2,", "ese informe1;", "1 A/75/74.", "2 Resolución 60/288.")[
        2
    ] == (
        "ese informe;",
        ["1"],
    )


@pytest.mark.parametrize(
    "text", ["en 2021 y 2031", "el 41 % de 1.201 casos", "la COVID-19 y el G7", "75/121 y 76/231"]
)
def test_without_notes_no_digit_is_touched(text):
    assert lifted(text) == [(text, [])]


def test_a_date_that_begins_a_paragraph_is_no_note():
    assert lifted("41a sesión plenaria", "1 de diciembre de 2020")[1] == ("1 de diciembre de 2020", [])


def test_raised_marks_leave_plain_digits_alone():
    assert lifted("el informe¹ de 20201", "¹ A/75/74.")[0] == ("el informe de 20201", ["1"])


def test_stars_are_marks_where_each_starred_line_has_one_before_it():
    page = [
        "Tema 14 del programa*",
        "El informe** es¹ breve.",
        "* A/75/150.",
        "** Con retraso.",
    ]
    assert lifted(*page, "Otro*", "* A/75/100.", lift=lift_star_marks) == [
        ("Tema 14 del programa", ["*"]),
        ("El informe es breve.", ["**", "1"]),
        ("A/75/150.", ["*"]),
        ("Con retraso.", ["**"]),
        ("Otro", ["*"]),
        ("A/75/100.", ["*"]),
    ]


@pytest.mark.parametrize("page", [["Dice:*", "* Uno.", "* Dos."], ["* Uno.", "Alemania* y España"]])
def test_the_stars_of_a_list_and_of_words_without_a_note_stay(page):
    assert lifted(*page, lift=lift_star_marks) == [(text, []) for text in page]


def test_notes_with_a_stroke_as_before_2000_are_notes_and_their_marks_leave_the_text():
    assert lifted("Tomando nota del informe 1/, y de la nota, 12/", "1/ A/48/803.", "12/ A/45/652.") == [
        ("Tomando nota del informe, y de la nota,", ["1", "12"]),
        ("A/48/803.", ["1"]),
        ("A/45/652.", ["12"]),
    ]
