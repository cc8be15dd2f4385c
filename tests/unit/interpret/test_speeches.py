"""Turns of speakers in records of meetings."""

import pytest

from cronica.flows.reading.documents import read_one

HEAD = "Naciones Unidas A/71/PV.44\n\nAsamblea General\n\n44ª sesión plenaria\n\nPresidente: Sr. Taufa (Fiji)\n\n"


def turns(*paragraphs: str, head: str = HEAD) -> list[dict]:
    """The rows of ``speeches`` of a record with these paragraphs after its head."""
    tables = read_one((head + "\n\n".join(paragraphs)).encode())[1]
    numbers = dict(tables["paragraphs"].select("paragraph_id", "paragraph_number").iter_rows())
    first = len(numbers) - len(paragraphs) + 1
    return [
        {
            **row,
            "first": numbers[row["first_paragraph_id"]] - first,
            "last": numbers[row["last_paragraph_id"]] - first,
        }
        for row in tables["speeches"].to_dicts()
    ]


def who(*paragraphs: str) -> list[tuple[str, str, str | None, str | None]]:
    """Speaker, role, whom it represents and language of each turn."""
    columns = ("speaker_text", "speaker_role", "represents_entity_id", "spoken_language")
    return [tuple(turn[column] for column in columns) for turn in turns(*paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El Presidente (habla en inglés): Gracias.", ("El Presidente", "president", None, "en")),
        ("El PRESIDENTE (interpretación del francés): Gracias.", ("El PRESIDENTE", "president", None, "fr")),
        ("La PRESIDENTA [traducido del inglés]: Gracias.", ("La PRESIDENTA", "president", None, "en")),
        ("La Presidenta interina: Doy la palabra.", ("La Presidenta interina", "president", None, None)),
        ("Sr. García (Chile): Mi país vota a favor.", ("Sr. García", "representative", "CHL", None)),
        (
            "Sra. O'Brien-Castro (Irlanda) (habla en inglés): Sr. Presidente: Gracias.",
            ("Sra. O'Brien-Castro", "representative", "IRL", "en"),
        ),
        ("1. Sr. DE PINARES (España): Gracias.", ("Sr. DE PINARES", "representative", "ESP", None)),
        ("Sr. García, de Chile: Gracias.", ("Sr. García", "representative", "CHL", None)),
        (
            "Sra. Rossi (Unión Europea) (habla en inglés): Gracias.",
            ("Sra. Rossi", "representative", "EU", "en"),
        ),
        ("Sr. Ban, Secretario General (habla en inglés): Gracias.", ("Sr. Ban", "secretariat", None, "en")),
        (
            "El Secretario General (habla en inglés): Gracias.",
            ("El Secretario General", "secretariat", None, "en"),
        ),
        (
            "Sr. Amri (Relator de la Sexta Comisión) (habla en árabe): Gracias.",
            ("Sr. Amri", "other", None, "ar"),
        ),
        (
            "Presidenta Moreau (habla en francés): Gracias.",
            ("Presidenta Moreau", "representative", None, "fr"),
        ),
    ],
)
def test_an_announced_turn(text, expected):
    assert who(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. El Sr. García (Chile) dice que vota.", ("El Sr. García", "representative", "CHL", None)),
        (
            "2. La Sra. Ito (Japón), hablando en nombre del Grupo, señala que falta.",
            ("La Sra. Ito", "representative", "JPN", None),
        ),
        (
            "2. La Sra. Ito, hablando en nombre de la Unión Africana, señala que falta.",
            ("La Sra. Ito", "representative", "AU", None),
        ),
        (
            "2.La Sra . Ntap Ndiaye (Senegal), al presentar el informe, dice que se cumple.",
            ("La Sra . Ntap Ndiaye", "representative", "SEN", None),
        ),
        ("3. La Presidenta declara cerrado el debate.", ("La Presidenta", "president", None, None)),
        ("4. El Sr. Halb (Contralor) responde.", ("El Sr. Halb", "secretariat", None, None)),
        ("5. La Sra. Ng (Secretaría) aclara el punto.", ("La Sra. Ng", "secretariat", None, None)),
        (
            "6. El representante de Francia pregunta por el costo.",
            ("El representante de Francia", "representative", "FRA", None),
        ),
        (
            "7. El Secretario de la Comisión da lectura a la enmienda.",
            ("El Secretario de la Comisión", "secretariat", None, None),
        ),
        (
            "8. Un representante de la delegación responde que son cinco.",
            ("Un representante de la delegación", "representative", None, None),
        ),
        (
            "8. El Sr. Sosa (Ministro de Relaciones Exteriores de Chile) declara que vendrá.",
            ("El Sr. Sosa", "representative", "CHL", None),
        ),
        ("8. El Sr. Thornberg pregunta por las cifras.", ("El Sr. Thornberg", "other", None, None)),
        (
            "9. El Sr. Kelapile (Presidente de la Comisión Consultiva) presenta el informe.",
            ("El Sr. Kelapile", "other", None, None),
        ),
    ],
)
def test_a_reported_turn(text, expected):
    assert who(text) == [expected]


def test_two_speakers_of_one_sentence_have_a_turn_each():
    found = who(
        "1. La Sra. Ito (Japón), el Sr. Ruiz (Cuba) y el Sr. Zev (Grecia) piden la palabra.",
        "2. Además, preguntan.",
    )
    assert [(speaker, state) for speaker, _, state, _ in found] == [
        ("La Sra. Ito", "JPN"),
        ("el Sr. Ruiz", "CUB"),
        ("el Sr. Zev", "GRC"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sr. Presidente: Quisiera dar las gracias.",
        "El Presidente de Chile visitó el país.",
        "1. El Sr. García (Chile) toma asiento a la mesa.",
        "2. Así queda acordado.",
        "3. Se levanta la sesión a las 12.55 horas.",
        "4. La Comisión decide aplazar el debate.",
        "5. El Sr. García ha creado un fondo.",
        "6. Se aprueba el proyecto de resolución A/C.3/61/L.15.",
        "7. El proyecto de resolución queda aprobado.",
    ],
)
def test_what_is_no_turn(text):
    assert who(text) == []


def test_only_the_record_of_a_meeting_has_turns():
    assert (
        turns(
            "El Presidente: Gracias.", head="Naciones Unidas A/71/300\n\nInforme del Secretario General\n\n"
        )
        == []
    )


def test_a_turn_goes_on_to_the_next_one_and_counts_what_is_said():
    found = turns(
        "El Presidente (habla en inglés): Doy la palabra a Chile.",
        "Sr. García (Chile): Mi país vota.",
        "Lo hace con gusto.",
        "Así queda acordado.",
        "Tema 33 del programa",
        "El Presidente: Gracias. Sr. Mensah (Ghana): Una palabra.",
    )
    assert [(turn["speaker_text"], turn["first"], turn["last"], turn["word_count"]) for turn in found] == [
        ("El Presidente", 0, 0, 5),
        ("Sr. García", 1, 2, 7),
        ("El Presidente", 5, 5, 1),
        ("Sr. Mensah", 5, 5, 2),
    ]


def test_a_speaker_without_a_state_has_the_office_of_the_introduction():
    found = who(
        "El Presidente: Doy la palabra a la Sra. Ferrier, Subsecretaria General.",
        "Sra. Ferrier (habla en francés): Gracias.",
    )
    assert found[1] == ("Sra. Ferrier", "secretariat", None, "fr")


def test_what_a_verbatim_record_quotes_is_no_turn():
    found = who(
        "Sr. García (Chile): Cito lo que se dijo.",
        "El Presidente visitó el país. El Sr. Mensah ha dicho que volverá.",
        "El Sr. Mensah ha dicho lo mismo.",
    )
    assert len(found) == 1
