"""Agenda items: numbers, carried letters, ranges, titles put on later agendas, circulation requests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise.agenda.find import AgendaMatch, find_agenda_items, is_circulation_request

SPANISH = Language.load("es")

NUMBERED = [
    ("Tema 55 del programa", "agenda", "55"),
    ("Tema 130 y) del programa", "agenda", "130(y)"),
    ("Tema 122.f) del programa", "agenda", "122(f)"),
    ("Tema 130 aa) del programa", "agenda", "130(aa)"),
    ("TEMA 66 S) DEL PROGRAMA", "agenda", "66(s)"),
    ("Tema 5 (a) del programa", "agenda", "5(a)"),
    ("Temas 14 y 122 del programa", "agenda", "14 122"),
    ("Temas 20 y 78 a) del programa", "agenda", "20 78(a)"),
    ("Temas del programa 11 y 15", "agenda", "11 15"),
    ("Temas 72 b) y c), 74 a) y 77 del programa", "agenda", "72(b) 72(c) 74(a) 77"),
    ("Temas 66 x), y) y z) del programa", "agenda", "66(x) 66(y) 66(z)"),
    ("los temas 98 y 112 del \nprograma", "agenda", "98 112"),
    ("los temas 3 a 6 del programa", "agenda", "3 4 5 6"),
    ("los temas 20 a) a d) y 21 del programa", "agenda", "20(a) 20(b) 20(c) 20(d) 21"),
    ("los subtemas a) y b) del tema 78 del programa", "agenda", "78(a) 78(b)"),
    ("Tema 3 de la agenda", "agenda", "3"),
    ("punto 4 del orden del día", "agenda", "4"),
    ("en relación con el tema 4, presentó", "agenda", "4"),
    ("Tema 3 del programa provisional**", "provisional", "3"),
    ("Tema 9 a) de la lista preliminar*", "preliminary", "9(a)"),
    ("Temas 101 a) del programa", "agenda", "101(a)"),
    ("Tema 13) del programa", "agenda", "13"),
    ("Tema 55 del programa1", "agenda", "55"),
]


def labels(matches: list[AgendaMatch]) -> str:
    return " ".join(f"{m.item_number}({m.subitem})" if m.subitem else str(m.item_number) for m in matches)


@pytest.mark.parametrize(("text", "kind", "items"), NUMBERED)
def test_numbered_items(text: str, kind: str, items: str) -> None:
    matches = find_agenda_items(text, SPANISH)
    assert labels(matches) == items
    assert {(m.agenda_kind, m.relation, m.title) for m in matches} == {(kind, "mentioned", None)}


def test_each_item_of_a_list_has_its_own_characters() -> None:
    text = "en relación con los temas del programa 66 s) y\nv), 68 d), 101 y 160, y del Consejo de Seguridad."
    matches = find_agenda_items(text, SPANISH)
    assert [text[m.start : m.end] for m in matches] == ["66 s)", "v)", "68 d)", "101", "160"]
    assert labels(matches) == "66(s) 66(v) 68(d) 101 160"
    assert [m.rule_id for m in matches].count("agenda_carried_letter") == 1


@pytest.mark.parametrize(
    "text",
    [
        "el tema 2 del Programa de Acción de Addis Abeba",
        "en relación con los temas 2 y 4 del Programa de Acción",
        "el tema 4 de la Agenda 2030",
        "todas las resoluciones sobre el tema, incluida la 74/138",
        "debatieron 3 temas en 4 sesiones",
        "el Foro, cuyo tema fue “Alianzas para la paz”",
        "la reunión sobre el tema titulado “Los océanos”",
        "el programa 55",
    ],
)
def test_topics_and_programmes_are_no_agenda_items(text: str) -> None:
    assert find_agenda_items(text, SPANISH) == []


def test_an_item_and_its_subitem_put_on_a_later_agenda_are_a_row_each() -> None:
    text = (
        "Decide incluir en el programa provisional de su sexagésimo séptimo período de sesiones, bajo el "
        "tema titulado “Cooperación con las\norganizaciones”, el subtema titulado “Cooperación con la Liga”."
    )
    item, subitem = find_agenda_items(text, SPANISH)
    assert (item.title, item.rule_id) == ("Cooperación con las organizaciones", "agenda_titled_item")
    assert (subitem.title, subitem.rule_id) == ("Cooperación con la Liga", "agenda_titled_subitem")
    assert text[item.start : item.end] == "Cooperación con las\norganizaciones"
    assert {(m.relation, m.agenda_kind, m.item_number) for m in (item, subitem)} == {
        ("future", "provisional", None)
    }


@pytest.mark.parametrize(
    ("text", "relation", "title"),
    [
        (
            "Decide incluir el tema titulado “La paz” en el programa provisional de su período",
            "future",
            "La paz",
        ),
        ('Decide incluir en el programa de su próximo período el tema titulado "La paz"', "future", "La paz"),
        ("y mantener en su programa provisional el subtema titulado «La paz»", "future", "La paz"),
        (
            "en la que decidió incluir en el programa provisional el tema titulado “La paz”",
            "mentioned",
            "La paz",
        ),
        (
            "Decide incluir en el programa provisional la cuestión y solicita al Secretario General que "
            "presente un informe en relación con el tema titulado “La paz”",
            "mentioned",
            "La paz",
        ),
        ("Habiendo examinado el tema titulado “La paz”,", "mentioned", "La paz"),
        (
            "en sesión plenaria, bajo el tema del programa titulado “La “paz” hoy”",
            "mentioned",
            "La “paz” hoy",
        ),
        ("el tema 34 del programa, titulado “La paz”", "mentioned", "La paz"),
    ],
)
def test_titled_items(text: str, relation: str, title: str) -> None:
    (match,) = find_agenda_items(text, SPANISH)
    assert (match.relation, match.title) == (relation, title)


def test_circulation_requests() -> None:
    request = (
        "Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como\ndocumento "
        "de la Asamblea General, en relación con el tema 98 del programa, y del Consejo de Seguridad."
    )
    assert is_circulation_request(request, SPANISH)
    assert not is_circulation_request(
        "El informe se publicó como documento de la Asamblea General (A/59/1).", SPANISH
    )
    assert not is_circulation_request(
        "Tengo el honor de transmitir una declaración conjunta (véase el anexo).", SPANISH
    )


@given(
    st.lists(
        st.tuples(st.integers(1, 199), st.sampled_from(["", "a", "y", "z", "aa"])), min_size=1, max_size=6
    ),
    st.sampled_from([" ", "\n"]),
)
def test_every_written_list_is_read_back(items: list[tuple[int, str]], blank: str) -> None:
    printed = [f"{number}{blank}{letter})" if letter else str(number) for number, letter in items]
    listed = ", ".join(printed[:-1]) + (f"{blank}y{blank}" if printed[:-1] else "") + printed[-1]
    text = f"Temas {listed} del programa"
    matches = find_agenda_items(text, SPANISH)
    assert [(m.item_number, m.subitem) for m in matches] == [
        (number, letter or None) for number, letter in items
    ]
    assert [text[m.start : m.end] for m in matches] == printed


@given(st.text(alphabet="temas puntodlrgai0123456789),y“”-\n", max_size=80))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    matches = find_agenda_items(text, SPANISH)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert [m.start for m in matches] == sorted(m.start for m in matches)
