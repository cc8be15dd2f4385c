"""Counts of words and two-word phrases."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise.terms import SCHEMA, count_terms, is_common_word
from cronica.schemas.language import StopWords

SPANISH = Language.load("es")


def terms(*texts: str) -> dict[str, int]:
    found = count_terms(pl.DataFrame({"document_id": ["d"] * len(texts), "text": texts}), SPANISH)
    return dict(found.select("term", "mentions").iter_rows())


def test_chinese_is_parted_into_words() -> None:
    texts = pl.DataFrame({"document_id": ["d"], "text": ["打击恐怖主义和有组织犯罪，恐怖主义"]})
    found = dict(count_terms(texts, Language.load("zh")).select("term", "mentions").iter_rows())
    assert found == {"打击": 1, "恐怖主义": 2, "组织": 1, "犯罪": 1, "打击 恐怖主义": 1, "组织 犯罪": 1}


def test_words_are_counted_as_lemmas_without_stop_words() -> None:
    assert terms("Las armas nucleares y el arma nuclear") == {
        "arma": 2,
        "nuclear": 2,
        "armas nucleares": 1,
        "arma nuclear": 1,
    }


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("tráfico de drogas", {"tráfico drogas"}),
        ("mantenimiento de la paz", {"mantenimiento paz"}),
        ("seguridad, estabilidad", set()),
        ("lucha contra el terrorismo", set()),
        ("sanciones; 5 buques", set()),
        ("DERECHOS HUMANOS", {"derechos humanos"}),
        ("acuerdo de 2 países", set()),
    ],
)
def test_phrases_are_parted_by_punctuation_numbers_and_other_stop_words(text: str, phrases: set[str]) -> None:
    assert {term for term in terms(text) if " " in term} == phrases


def test_phrases_end_with_their_paragraph() -> None:
    assert "derechos humanos" not in terms("los derechos", "humanos son")


def test_numbers_symbols_months_and_short_words_are_no_terms() -> None:
    assert terms("El 5 de mayo de 2020, A/RES/75/1, párr. 3, xx") == {}


def test_every_document_has_its_own_counts() -> None:
    found = count_terms(
        pl.DataFrame({"document_id": ["b", "a", "b"], "text": ["paz mundial", "paz", "La paz mundial"]}),
        SPANISH,
    )
    assert found.schema == pl.Schema(SCHEMA)
    assert sorted(found.rows()) == [
        ("a", "paz", 1, 1),
        ("b", "mundial", 1, 2),
        ("b", "paz", 1, 2),
        ("b", "paz mundial", 2, 2),
    ]


def test_nothing_to_count_keeps_the_schema() -> None:
    empty = pl.DataFrame(schema={"document_id": pl.String, "text": pl.String})
    assert count_terms(empty, SPANISH).schema == pl.Schema(SCHEMA)
    assert terms("", "de la") == {}


def test_proper_names_are_no_common_words() -> None:
    assert [is_common_word(word, SPANISH) for word in ("Países", "Violencia", "Putin", "García")] == [
        True,
        True,
        False,
        False,
    ]


WORDS = ["paz", "de", "la", "Seguridad", "armas", "5", ",", "año", "🕊", "(", "y"]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join), min_size=1, max_size=4))
def test_terms_are_never_stop_words_and_do_not_depend_on_the_order_of_paragraphs(texts: list[str]) -> None:
    found = terms(*texts)
    stop = {word for group in SPANISH.pack(StopWords).model_dump().values() for word in group}
    assert stop.isdisjoint(word for term in found for word in term.split())
    assert found == terms(*reversed(texts))
    assert all(count > 0 for count in found.values())
