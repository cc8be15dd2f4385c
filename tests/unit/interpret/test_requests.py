"""Who is asked to do what, by when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise.requests.acts import find_acts
from cronica.flows.normalise.requests.clauses import Clauses
from cronica.flows.reading.documents import read_one

SPANISH = Language.load("es")
HEAD = """Naciones Unidas A/RES/78/400

Asamblea General

Septuagésimo octavo período de sesiones

Resolución aprobada por la Asamblea General el 4 de diciembre de 2023

78/400. Los caminos rurales

La Asamblea General,

Recordando su resolución 76/12, de 1 de noviembre de 2021,

"""
# Paragraphs from the first operative one on -> act | addressee | how the action begins | deliverable | due | frequency
CASES = {
    """1. Solicita al Secretario General que prosiga sus gestiones y que en su octogésimo período de sesiones le presente un
    informe al respecto, con los recursos disponibles;""": """
    solicitar | Secretario General | prosiga sus gestiones | other | none | ongoing
    solicitar | Secretario General | le presente un informe | report | session 80 | once""",
    "1. Insta a los Gobiernos que aún no lo hayan hecho a que ratifiquen el Convenio y a que informen anualmente;": """
    instar | Gobiernos | ratifiquen | implementation | none |
    instar | Gobiernos | informen anualmente | report | standing | annual""",
    """1. Toma nota del informe e invita a los Estados Miembros, las entidades competentes de las Naciones Unidas y otros
    donantes, según proceda, a que aporten contribuciones voluntarias;""": """
    invitar | Estados Miembros | aporten | funding | none |
    invitar | entidades de las Naciones Unidas | aporten | funding | none |
    invitar | otros donantes | aporten | funding | none |""",
    "1. Decide incluir en el programa provisional de su 79º período de sesiones el tema titulado “Los caminos”.": """
    decidir | None | incluir | agenda_item | session 79 | once""",
    """1. Decide:

    a) Solicitar a la Secretaría que publique un estudio a más tardar el 30 de junio de 2024;

    b) Convocar una reunión de expertos;""": """
    solicitar | Secretaría | publique | report | date 2024-06-30 | once
    decidir | None | Convocar | meeting | none |""",
    """1. Exhorta a las partes a que:

    a) Cumplan el acuerdo;

    b) Entablen negociaciones;""": """
    exhortar | partes | Cumplan | implementation | none |
    exhortar | partes | Entablen | consultation | none |""",
    """1. Reitera su solicitud al Comité de que siga examinando la cuestión y le informe oralmente en su octogésimo
    período de sesiones;""": """
    solicitar | Comité | siga examinando | study | standing | ongoing
    solicitar | Comité | le informe oralmente | oral_update | session 80 | once""",
    "1. Pide que las organizaciones regionales sigan prestando apoyo y que se respete la tregua;": """
    pedir | organizaciones regionales | sigan prestando | cooperation | none | ongoing
    pedir | None | se respete | implementation | none |""",
    "1. Felicita a la Comisión por su labor y la alienta a que celebre consultas;": """
    alentar | Comisión | celebre consultas | consultation | none |""",
    "1. Destaca la necesidad de que los Estados cooperen y recuerda que invitó a las partes a que negociaran;": "",
    "1. Se compromete a solicitar ayuda, y aguarda con interés que el Consejo decida;": "",
}


def _rows(text):
    reading, _ = read_one((HEAD + text).encode(), "r.txt", language="es")
    return [
        (
            found.act.lemma,
            str(found.addressee),
            found.action,
            found.deliverable,
            " ".join(str(part) for part in (found.due.kind, found.due.session or found.due.edtf) if part),
            found.frequency or "",
        )
        for found in reading.requests
    ], reading.requests


@pytest.mark.parametrize("text", CASES)
def test_paragraphs(text):
    wanted = [[cell.strip() for cell in line.split("|")] for line in CASES[text].strip().splitlines()]
    found, _ = _rows(text)
    assert [[act, who, *rest] for act, who, _, *rest in found] == [
        [act, who, *rest] for act, who, _, *rest in wanted
    ]
    assert all(
        action.startswith(begins)
        for (_, _, action, *_), (_, _, begins, *_) in zip(found, wanted, strict=True)
    )


def test_recipient_and_resources():
    text = "1. Solicita al Secretario General que, con los recursos existentes, le presente un informe;"
    (found,) = _rows(text)[1]
    assert (found.recipient, found.recipient_entity, found.within_existing_resources) == (
        "Asamblea General",
        "GA",
        True,
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "Solicita",
                "Decide",
                "al",
                "a",
                "los",
                "Estados",
                "Secretario",
                "que",
                "y",
                "presente",
                "informe",
                "un",
                ",",
                ";",
                ":",
                "a)",
                "en",
                "su",
            ]
        ),
        max_size=25,
    )
)
def test_what_is_asked_lies_in_its_clause(words):
    text = " ".join(words)
    clauses = Clauses.of(text, [], SPANISH)
    for match in find_acts(text, 0, SPANISH):
        for asked in clauses.asked(match, ("Consejo",)):
            assert 0 <= asked.start <= asked.action <= asked.end <= len(text)
