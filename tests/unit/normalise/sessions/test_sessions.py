"""Sessions and meetings: each form, lists, bodies, special sessions by topic; never one for the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise.sessions.find import damaged_ordinals, find_meetings, find_sessions

SESSIONS = {
    "Septuagésimo quinto período de sesiones": [(75, "regular", None)],
    "75º período de sesiones": [(75, "regular", None)],
    "en su 43er período de sesiones": [(43, "regular", None)],
    "XXIV período de sesiones": [(24, "regular", None)],
    "OCTAGÉSIMO PRIMER PERÍODO DE SESIONES": [(81, "regular", None)],
    "quinto periodo\nde sesiones": [(5, "regular", None)],
    "en su 19º período ordinario de sesiones": [(19, "regular", None)],
    "trigésimo período extraordinario de sesiones de la Asamblea General": [(30, "special", "GA")],
    "undécimo período extraordinario de sesiones de emergencia": [(11, "emergency_special", "GA")],
    "Tercer Período Extraordinario de Sesiones de la Conferencia de los Estados": [(3, "special", None)],
    "períodos de sesiones sexagésimo cuarto a sexagésimo sexto del Consejo de Derechos Humanos": [
        (64, "regular", "HRC"),
        (65, "regular", "HRC"),
        (66, "regular", "HRC"),
    ],
    "quincuagésimo y quincuagésimo primer períodos de sesiones": [
        (50, "regular", None),
        (51, "regular", None),
    ],
    "períodos de sesiones septuagésimo cuarto y quinto": [(74, "regular", None), (75, "regular", None)],
    "los períodos de sesiones 53º, 54º y 55º de la Comisión de Estupefacientes": [
        (53, "regular", "CND"),
        (54, "regular", "CND"),
        (55, "regular", "CND"),
    ],
    "Documentos Oficiales de la Asamblea General, sexagésimo período de sesiones, suplemento": [
        (60, "regular", "GA")
    ],
    "la Asamblea en su 76º período de sesiones, Consejo de Derechos Humanos en su 47º período de sesiones": [
        (76, "regular", "GA"),
        (47, "regular", "HRC"),
    ],
    "la Sexta Comisión en el sexagésimo cuarto período de sesiones": [(64, "regular", "GA")],
    "24º período de sesiones de la Asamblea General de la Organización Mundial del Turismo": [
        (24, "regular", None)
    ],
    "del período de sesiones de 2021 del Consejo Económico y Social": [(None, "regular", "ECOSOC")],
    "su período de sesiones de organización de 2014": [(None, "regular", None)],
}


SPANISH = Language.load("es")


@pytest.mark.parametrize(("text", "expected"), SESSIONS.items())
def test_session(text: str, expected: list[tuple[int | None, str, str | None]]) -> None:
    found = find_sessions(text, SPANISH)
    assert [(match.number, match.kind, match.body_code) for match in found] == expected
    assert find_meetings(text, SPANISH) == []


def test_where_the_sessions_of_a_list_stand() -> None:
    text = "en sus períodos de sesiones 64º a 66º y septuagésimo"
    assert [
        (text[match.start : match.end], match.number, match.rule_id) for match in find_sessions(text, SPANISH)
    ] == [
        ("períodos de sesiones 64º", 64, "session_range"),
        ("64º a 66º", 65, "session_range"),
        ("66º", 66, "session_range"),
        ("septuagésimo", 70, "session_range"),
    ]


SPECIAL_BY_TOPIC = {
    "primer período extraordinario de sesiones dedicado al desarme": ([10], "special_by_topic"),
    "tercer período extraordinario de sesiones dedicado al desarme": ([15], "special_by_topic"),
    "cuarto período extraordinario de sesiones de la Asamblea General dedicado al desarme": (
        [None],
        "special_by_topic",
    ),
    "décimo período extraordinario de sesiones, dedicado al desarme": ([10], "session_ordinal"),
    "período extraordinario de sesiones de la Asamblea sobre el problema de las drogas, celebrado de 2016": (
        [30],
        "special_by_topic_year",
    ),
    "período extraordinario de sesiones sobre el problema mundial de las drogas, celebrado en 1998": (
        [20],
        "special_by_topic_year",
    ),
    "período extraordinario de sesiones sobre el problema mundial de las drogas": (
        [None],
        "special_undecided",
    ),
    "período extraordinario de sesiones contra la corrupción": ([32], "special_by_topic"),
    "tres períodos extraordinarios de sesiones dedicados al desarme, en 1978, 1982 y 1988": (
        [10, 12, 15],
        "special_by_topic_year",
    ),
}


@pytest.mark.parametrize(("text", "expected"), SPECIAL_BY_TOPIC.items())
def test_special_session_by_topic(text: str, expected: tuple[list[int | None], str]) -> None:
    found = find_sessions(text, SPANISH)
    assert ([match.number for match in found], found[0].rule_id) == expected


NO_SESSION = [
    "entre períodos de sesiones",
    "los diez primeros períodos de sesiones",
    "en el próximo período de sesiones",
    "la serie de sesiones de alto nivel",
    "un período extraordinario de sesiones",
    "101ª sesión plenaria",
]


@pytest.mark.parametrize("text", NO_SESSION)
def test_no_session(text: str) -> None:
    assert find_sessions(text, SPANISH) == []


MEETINGS = {
    "101ª sesión plenaria": [(101, "plenary", False)],
    "41a sesión plenaria": [(41, "plenary", False)],
    "64ª sesión plenaria (continuación)": [(64, "plenary", True)],
    "Tercera sesión plenaria": [(3, "plenary", False)],
    "en su 4332ª sesión": [(4332, "council", False)],
    "Aprobada por el Consejo de Seguridad en su 519º sesión": [(519, "council", False)],
    "en su 3656ª, sesión, celebrada": [(3656, "council", False)],
    "37ª sesión": [(37, None, False)],
    "en las sesiones 297ª y 298ª del Comité": [(297, "committee", False), (298, "committee", False)],
    "en sus sesiones 43a. a 45a. y 47a., celebradas": [
        (43, None, False),
        (44, None, False),
        (45, None, False),
        (47, None, False),
    ],
    "la 118ª y 119ª sesiones": [(118, None, False), (119, None, False)],
}


@pytest.mark.parametrize(("text", "expected"), MEETINGS.items())
def test_meeting(text: str, expected: list[tuple[int, str | None, bool]]) -> None:
    assert [
        (match.number, match.kind, match.is_resumed) for match in find_meetings(text, SPANISH)
    ] == expected
    assert find_sessions(text, SPANISH) == []


@pytest.mark.parametrize(
    "text",
    ["una sesión plenaria", "las sesiones de la mañana", "en posesión 3ª", "la sesión", "la 92485ª sesión"],
)
def test_no_meeting(text: str) -> None:
    assert find_meetings(text, SPANISH) == []


def test_where_a_meeting_stands() -> None:
    text = "*64ª sesión plenaria (continuación)\n13 de diciembre de 2010*"
    [match] = find_meetings(text, SPANISH)
    assert text[match.start : match.end] == "64ª sesión plenaria (continuación)"


TEXT = (
    "de su en y a , la 3ª 41a 65º tercer vigésimo quinto períodos período sesiones sesión plenaria ordinario"
)
WORDS = st.sampled_from([*TEXT.split(), "período de sesiones", "dedicado al desarme", "de 2016", "\n"])


@given(st.lists(WORDS, max_size=14))
def test_whatever_the_text(words: list[str]) -> None:
    text = " ".join(words)
    sessions = {(match.start, match.end) for match in find_sessions(text, SPANISH)}
    meetings = {(match.start, match.end) for match in find_meetings(text, SPANISH)}
    for start, end in sessions | meetings:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert sessions.isdisjoint(meetings)


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("en su cuadrag~simo segundo período de sesiones", "cuadrag~simo segundo "),
        ("en su vigesimo octa\\o período de sesiones", "octa\\o "),
    ],
)
def test_half_of_a_damaged_ordinal_is_no_number(text, damaged):
    spanish = Language.load("es")
    assert find_sessions(text, spanish) == []
    assert [text[start:end] for start, end in damaged_ordinals(text, spanish)] == [damaged]
