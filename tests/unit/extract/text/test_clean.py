"""Cleaning takes away the marks of printing and keeps the way back to every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.extract.text.clean import Mark, clean
from cronica.flows.extract.text.mapped import MappedText


def cleaned(text: str, **options):
    return clean(MappedText.of_source(text, 0, len(text)), **options)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("sus\u00a0resoluciones  anteriores", "sus resoluciones anteriores"),
        ("A/73/328\u2011S/2018/592", "A/73/328-S/2018/592"),
        ("resolución [59/50](#), de 2004", "resolución 59/50, de 2004"),
        (r"resolución [1631 \(2005\)](#), de", "resolución 1631 (2005), de"),
        ("([A/73/L.103](#) y [A/73/L.103/Add.1](#))", "(A/73/L.103 y A/73/L.103/Add.1)"),
        ("[surface](https://undocs.org/A/RES/70/1)", "surface"),
        ("1. *Toma nota con aprecio* del informe", "1. Toma nota con aprecio del informe"),
        ("**Decide**establecer", "Decide establecer"),
        ("# Título", "Título"),
        (r"5 \* 3", "5 * 3"),
        ("Bolivia*, Chile*, y Perú", "Bolivia*, Chile*, y Perú"),
        ("Tema 3 del programa provisional**", "Tema 3 del programa provisional**"),
        ("un[ ](x)[ ](y)[ ](z)muelle", "un muelle"),
    ],
)
def test_syntax_and_spaces_are_folded(printed, text):
    assert cleaned(printed).text.text == text


def test_footnote_marks_are_lifted_out_with_their_places():
    read = cleaned("de 13 de enero de 2010³ y 6 de agosto de 2013⁴, en las que")
    assert read.text.text == "de 13 de enero de 2010 y 6 de agosto de 2013, en las que"
    assert read.marks == (Mark(22, "3"), Mark(44, "4"))


def test_an_emphasis_over_two_paragraphs_leaves_no_star():
    first = cleaned("*101ª sesión plenaria")
    assert (first.text.text, first.leaves_open) == ("101ª sesión plenaria", True)
    second = cleaned("25 de julio de 2019*", is_open=True)
    assert (second.text.text, second.leaves_open) == ("25 de julio de 2019", False)


def test_the_emphasis_that_opens_a_paragraph_is_known():
    read = cleaned("1. *Acoge con beneplácito también* los esfuerzos")
    start, end = read.emphasis[0]
    assert read.text.text[start:end] == "Acoge con beneplácito también"


@given(st.text(max_size=300))
def test_every_character_kept_came_from_its_place_in_the_source(text):
    read = cleaned(text).text
    assert len(read.positions) == len(read.text)
    assert list(read.positions) == sorted(read.positions)
    for char, position in zip(read.text, read.positions, strict=True):
        assert char == text[position] or char in " -*" or text[position] == "\\"
