"""Persons: who announces a name, and who is meant later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise.names.announcing import may_announce
from cronica.flows.normalise.names.persons import (
    PersonMention,
    find_persons,
    find_persons_in_document,
    person_id,
)

SPANISH = Language.load("es")


def _mentions(paragraphs: list[str]) -> list[PersonMention]:
    announcing = [may_announce(text, SPANISH) for text in paragraphs]
    return find_persons_in_document(paragraphs, announcing, SPANISH)


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
        (
            "El Sr. García dice que la Sra. van der Meer",
            [("García", "person.title"), ("van der Meer", "person.title")],
        ),
        (
            "el Sr. D'Alessio y el Dr. Paul O’Dwyer",
            [("D'Alessio", "person.title"), ("Paul O’Dwyer", "person.title")],
        ),
        (
            "Sir Mark Pérez y el Príncipe Zeid Ra'ad Al Hussein",
            [("Mark Pérez", "person.title"), ("Zeid Ra'ad Al Hussein", "person.title")],
        ),
        ("los Sres. Pérez Soto y Luna", [("Pérez Soto", "person.title"), ("Luna", "person.title")]),
        ("Miembros: Sr. NOGUERA Sr. ZALLES", [("NOGUERA", "person.title"), ("ZALLES", "person.title")]),
        ("Por Rosaura Quisbert", [("Rosaura Quisbert", "person.byline")]),
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
        "Tiene la palabra el Sr. Presidente; gracias, señora Secretaria General",
        "El premio Príncipe de Asturias",
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


def test_a_surname_behind_a_form_of_address_is_the_person_named_in_full() -> None:
    paragraphs = ["La Sra. Marina Luna (Chile) llegó.", "La Sra. Luna habló a la luz de la Luna."]
    assert [(m.start, m.name) for m in _mentions(paragraphs)] == [
        (8, "Marina Luna"),
        (8, "Marina Luna"),
        (34, "Marina Luna"),
    ]


def test_a_word_of_the_language_is_a_name_only_where_it_is_announced() -> None:
    paragraphs = ["El Sr. Luna habló.", "Luna llena."]
    assert [(m.index, m.name) for m in _mentions(paragraphs)] == [(0, "Luna")]


def test_no_name_goes_on_over_a_state() -> None:
    text = "Argentina . . . Sr. Ruiz Luna Chad . . . Sr. Cherif"
    named = [(0, 9), (30, 34)]
    assert [match.name for match in find_persons(text, SPANISH, named)] == ["Ruiz Luna", "Cherif"]
    assert [match.name for match in find_persons("la Sra. Kenya Duarte", SPANISH, [(8, 13)])] == [
        "Kenya Duarte"
    ]


def test_ids_are_plain_and_stable() -> None:
    assert person_id("Kasim-Yomart Tokáev") == "person:kasim-yomart-tokaev"
    assert person_id("Ine Eriksen Søreide") == "person:ine-eriksen-soreide"
    assert person_id("Æneas Wałęsa Groß Işık") == "person:aeneas-walesa-gros-isik"


@given(
    st.lists(
        st.sampled_from(["presidente", "Putin", "Vladímir", "de", "Rusia", ",", "y", "Sr.", "B."]),
        max_size=15,
    )
)
def test_spans_stand_where_they_say(words: list[str]) -> None:
    text = " ".join(words).replace(" ,", ",")
    assert all(text[match.start : match.end] == match.name for match in find_persons(text, SPANISH))
