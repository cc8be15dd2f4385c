"""Persons: who announces a name, and who is meant later."""

import polars as pl
import pytest
from cronica.flows.language import Language
from cronica.flows.normalise.names.persons import (
    PersonMention,
    find_persons,
    find_persons_in_document,
    may_announce,
    person_id,
)
from hypothesis import given
from hypothesis import strategies as st

SPANISH = Language.load("es")


def _mentions(paragraphs: list[str]) -> list[PersonMention]:
    return find_persons_in_document(
        paragraphs, may_announce(pl.Series(paragraphs), SPANISH).to_list(), SPANISH
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Los presidentes de Rusia y Kazajistán, Vladímir Putin y Kasim-Yomart Tokáev, firmaron",
            [("Vladímir Putin", "person.offices"), ("Kasim-Yomart Tokáev", "person.offices")],
        ),
        (
            "los presidentes de Rusia, Vladímir Putin, y de China, Xi Jinping, acordaron",
            [("Vladímir Putin", "person.offices"), ("Xi Jinping", "person.offices")],
        ),
        ("(Firmado) Madina B. Jarbussynova", [("Madina B. Jarbussynova", "person.signature")]),
        (
            "(Firmado) Bakhtiyor Ibragimov Representante Permanente",
            [("Bakhtiyor Ibragimov", "person.signature")],
        ),
        ("El Secretario General, António Guterres, dijo", [("António Guterres", "person.office")]),
        ("el presidente ruso Vladímir Putin llegó", [("Vladímir Putin", "person.office_name")]),
        ("el Presidente Vladímir Putin de Rusia llegó", [("Vladímir Putin", "person.office_name")]),
        ("Ursula von der Leyen, presidenta de la Comisión", [("Ursula von der Leyen", "person.name_office")]),
        ("el Sr. Staffan de Mistura informó", [("Staffan de Mistura", "person.title")]),
    ],
)
def test_a_cue_announces_a_person(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_persons(text, SPANISH)
    assert [(match.name, match.rule_id) for match in found] == expected
    assert all(text[match.start : match.end] == match.name for match in found)


@pytest.mark.parametrize(
    "text",
    [
        "Vladímir Putin y Kasim-Yomart Tokáev firmaron la Declaración",
        "el Presidente de la Asamblea General, Naciones Unidas",
        "los Ministros de Relaciones Exteriores de Francia, Costa Rica y Viet Nam, Nueva York",
        "el Representante Especial para los Países Menos Adelantados",
        "el Enviado Especial sobre la Violencia Sexual",
        "la Presidenta del Consejo, Sierra Leona",
    ],
)
def test_without_a_cue_or_a_name_there_is_nobody(text: str) -> None:
    assert find_persons(text, SPANISH) == []


def test_the_whole_document_means_the_same_person() -> None:
    paragraphs = [
        "Putin y Tokáev sellan una alianza",
        "Los presidentes de Rusia y Kazajistán, Vladímir Putin y Kasim-Yomart Tokáev, firmaron.",
        "Según Putin, y según el Presidente Tokáev, Vladímir Putin volverá.",
    ]
    mentions = _mentions(paragraphs)
    assert [(m.index, paragraphs[m.index][m.start : m.end], m.entity_id) for m in mentions] == [
        (0, "Putin", "person:vladimir-putin"),
        (0, "Tokáev", "person:kasim-yomart-tokaev"),
        (1, "Vladímir Putin", "person:vladimir-putin"),
        (1, "Kasim-Yomart Tokáev", "person:kasim-yomart-tokaev"),
        (2, "Putin", "person:vladimir-putin"),
        (2, "Tokáev", "person:kasim-yomart-tokaev"),
        (2, "Vladímir Putin", "person:vladimir-putin"),
    ]
    assert {m.rule_id for m in mentions if m.index != 1} == {"person.later"}


def test_a_surname_of_two_persons_names_neither() -> None:
    paragraphs = ["El Sr. Pedro García y la Sra. Marina García llegaron.", "García habló con Pedro García."]
    assert [m.name for m in _mentions(paragraphs) if m.index == 1] == ["Pedro García"]


def test_a_surname_behind_another_given_name_is_someone_else() -> None:
    paragraphs = ["El Sr. Pedro García llegó.", "Ayer vino Zulema García; luego, García se fue."]
    assert [m.start for m in _mentions(paragraphs) if m.index == 1] == [32]


def test_ids_are_plain_and_stable() -> None:
    assert person_id("Kasim-Yomart Tokáev") == "person:kasim-yomart-tokaev"


@given(
    st.lists(
        st.sampled_from(["presidente", "Putin", "Vladímir", "de", "Rusia", ",", "y", "Sr.", "B."]),
        max_size=15,
    )
)
def test_spans_stand_where_they_say(words: list[str]) -> None:
    text = " ".join(words).replace(" ,", ",")
    assert all(text[match.start : match.end] == match.name for match in find_persons(text, SPANISH))
