"""Words broken by a blank are put together, and only those."""

import pytest

from cronica.flows.extract.text.mapped import MappedText
from cronica.flows.extract.text.misread import misread_words
from cronica.flows.extract.text.words import Vocabulary
from cronica.flows.language import Language


def mended(text: str, rest: str = "") -> str:
    return Vocabulary(text + rest, Language.load("es")).mended(MappedText.of_source(text, 0, len(text))).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("el funcionamiento de la sociedad y el Est ado", "el funcionamiento de la sociedad y el Estado"),
        ("para par ticipar en la reunión", "para participar en la reunión"),
        ("las Naci ones Unidas", "las Naciones Unidas"),
    ],
)
def test_a_broken_word_is_mended(broken, whole):
    assert mended(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "ha de tenerse en cuenta",
        "a la vez que el informe",
        "Naciones Unidas, Treaty Series",
        "para lo que sea",
        "de Al Asad",
    ],
)
def test_words_that_stand_by_themselves_stay_apart(text):
    assert mended(text) == text


def test_letters_that_text_recognition_misread_are_read_where_the_dictionary_knows_the_word():
    spanish = Language.load("es")
    words = {"resoluci´on", "decisi6n,", "TRlGESIMO", "vigé5imo", "ECON6MICA", "t1tulo"}
    assert misread_words(words, spanish) == {
        "resoluci´on": "resolución",
        "decisi6n": "decisión",
        "TRlGESIMO": "TRIGESIMO",
        "vigé5imo": "vigésimo",
        "ECON6MICA": "ECONÓMICA",
        "t1tulo": "título",
    }


def test_footnote_marks_numbers_and_names_are_no_misread_letters():
    words = {"informe6", "Poder10", "verificación1", "H1N1", "ONU5", "41l/450", "McDonald", "octa\\o", "CO2"}
    assert misread_words(words, Language.load("es")) == {}
