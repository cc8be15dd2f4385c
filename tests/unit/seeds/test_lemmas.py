"""The dictionary read as a trie says what it says unpacked."""

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st

from cronica.seeds import dictionary

SPANISH = st.text("abcdefghijlmnopqrstuvzáéíóúñü-’'ABEÑ\0", min_size=1, max_size=12)


@given(SPANISH | st.text(min_size=1, max_size=8))
def test_any_word_is_looked_up_as_in_the_unpacked_dictionary(word):
    known = simplemma.is_known(word, lang="es") and "\0" not in word
    assert dictionary.is_known(word, "es") == known
    if "\0" not in word:
        assert dictionary.lemma(word, "es") == simplemma.lemmatize(word, lang="es")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("naciones", "nación"), ("exhorta", "exhortar"), ("Ginebra", "Ginebra"), ("xyzzy", "xyzzy")],
)
def test_a_form_leads_to_its_word(word, lemma):
    assert dictionary.lemma(word, "es") == lemma


@pytest.mark.parametrize("word", ["\0", "de\0", "\0plantón", "aguiz\0"])
def test_what_the_trie_cannot_look_up_is_unknown(word):
    assert not dictionary.is_known(word, "es")
    assert dictionary.lemma(word, "es") == word
