"""Names of States, organisations and UN bodies in running text."""

import pycountry
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.normalise.names.entities import find_entities
from cronica.schemas.language import Entities

SPANISH = Language.load("es")

NOT_STATES = """
    AIA ALA ABW ASM ATA ATF BES BLM BMU BVT CCK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN
    IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL TWN UMI VGB VIR WLF
"""
"""ISO 3166-1 codes of territories, which are no Member or observer States."""


def named(text: str) -> list[tuple[str, str]]:
    found = find_entities(text, SPANISH)
    for match in found:
        assert text[match.start : match.end] == match.text
    return [(match.text, match.entity_id) for match in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ante Kazajstán y Kazajistán", ["KAZ", "KAZ"]),
        ("la visita a la Federación Rusa, es decir, a Rusia", ["RUS", "RUS"]),
        ("FEDERACIÓN DE RUSIA, FEDERACION DE RUSIA y Federacion de Rusia", ["RUS", "RUS", "RUS"]),
        ("Irán (República Islámica del), Iraq, Côte d’Ivoire y Guinea‑Bissau", ["IRN", "IRQ", "CIV", "GNB"]),
        ("Guinea, Guinea Ecuatorial y Papua Nueva Guinea", ["GIN", "GNQ", "PNG"]),
        ("Nigeria, el Níger y los nigerianos", ["NGA", "NER"]),
        ("Dominica y la República Dominicana", ["DMA", "DOM"]),
        ("el Congo y la República Democrática del Congo", ["COG", "COD"]),
        ("Sudán del Sur y el Sudán", ["SSD", "SDN"]),
        ("República Popular Democrática de Corea y República de Corea", ["PRK", "KOR"]),
        (
            "el Consejo de Seguridad de las NACIONES UNIDAS y la Asamblea General de Naciones Unidas",
            ["SC", "UN", "GA", "UN"],
        ),
        ("el Derecho del Mar de Islandia", ["ISL"]),
        ("la ex-Yugoslavia, la URSS y Checoslovaquia", ["YUG", "SUN", "CSK"]),
    ],
)
def test_states(text: str, expected: list[str]) -> None:
    assert [entity for _, entity in named(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "el golfo de Guinea, la cuenca del Lago Chad, Nuevo México y el Golfo de México",
        "Samoa Americana, las Islas Vírgenes de los Estados Unidos y Georgia del Sur",
        "el Estado Islámico en el Iraq y el Levante",
        "Mauricio Macri, Sr. Israel y otros",
        "Puerto España, la calle Perú, el barrio Nuevo Paraguay y el golfo de Omán; el mar de Irlanda",
        "la leyó Georgia Brown a Chad Smith, con una Granada de mano en Mongolia Interior",
        "la Asamblea General de la CONCACAF, la Asamblea General de Accionistas, el Consejo de Seguridad Nuclear",
        "los perúes y la chinampa de Cubanacán",
        "la Trayectoria de Samoa",
        "4. Secretaría",
        "la Secretaría General de la Cumbre",
        "el Consejo de Seguridad Colectiva",
        "CRC/C/GC/24 y UNICEF/2020",
        "ONU-Agua",
    ],
)
def test_look_alikes_name_nobody(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "la Oficina de Lucha contra el Terrorismo de las Naciones Unidas,",
            [("Oficina de Lucha contra el Terrorismo de las Naciones Unidas", "UNOCT")],
        ),
        ("la Asamblea General de las Naciones Unidas", [("Asamblea General de las Naciones Unidas", "GA")]),
        ("la Carta de las Naciones Unidas (ONU)", [("Naciones Unidas", "UN")]),
        ("la OTSC y la ONU", [("OTSC", "CSTO"), ("ONU", "UN")]),
        (
            "la Organización del Tratado de Seguridad Colectiva (OTSC) y la CEI",
            [("Organización del Tratado de Seguridad Colectiva", "CSTO"), ("CEI", "CIS")],
        ),
        (
            "el Comité contra el Terrorismo y su Dirección Ejecutiva",
            [("Comité contra el Terrorismo", "CTC"), ("Dirección Ejecutiva", "CTED")],
        ),
        ("la Dirección Ejecutiva de otra entidad", []),
        ("la Secretaría prestará apoyo", [("Secretaría", "SECRETARIAT")]),
        ("la Asamblea General de la OEA", [("OEA", "OAS")]),
        ("el Consejo de Seguridad de la Federación de Rusia", [("Federación de Rusia", "RUS")]),
        ("la Comunidad de Estados Independientes", [("Comunidad de Estados Independientes", "CIS")]),
        ("Cuarta Comisión", [("Cuarta Comisión", "GA/C.4")]),
        (
            "Asamblea General3 y Consejo de Seguridad²",
            [("Asamblea General", "GA"), ("Consejo de Seguridad", "SC")],
        ),
    ],
)
def test_bodies_and_organisations(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_places_are_code_points_also_outside_ascii() -> None:
    assert find_entities("ñ — 🕊 China y Rusia", SPANISH) == [
        (6, 11, "China", "CHN", "entity.short"),
        (14, 19, "Rusia", "RUS", "entity.variant"),
    ]


@pytest.mark.parametrize("text", ["", "nada"])
def test_a_text_without_names_names_nobody(text: str) -> None:
    assert find_entities(text, SPANISH) == []


def test_a_prefix_before_a_name_does_not_excuse_a_letter_after_it() -> None:
    arabic = Language.load("ar")
    assert find_entities("ببيروت في عام 2021", arabic) == []
    assert [match.entity_id for match in find_entities("وفد ببيرو في عام 2021", arabic)] == ["PER"]


ROWS = [row for row in seeds.reference("entity_names") if row["language"] == "es"]
NAMES = [row["name"] for row in ROWS]


@given(st.lists(st.sampled_from([*NAMES, "y", "á", "(", ")", ", ", " ", "‑", "🕊", "x", "de"]), max_size=12))
def test_spans_stand_where_they_say_and_never_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    reach = 0
    for match in find_entities(text, SPANISH):
        assert text[match.start : match.end] == match.text
        assert match.start >= reach
        assert match.entity_id
        reach = match.end


def test_every_name_is_found_alone_unless_it_needs_its_context() -> None:
    guarded = {name for guard in SPANISH.pack(Entities).guards for name in guard.names}
    rows = [row for row in ROWS if row["name"] not in guarded and row["kind"] != "office"]
    for row in rows:
        assert named(row["name"]) == [(row["name"], row["entity_id"])]


def test_every_state_has_an_entity_and_answers_to_its_cldr_name() -> None:
    entities = {row["entity_id"]: row for row in seeds.reference("entities")}
    names = {(row["entity_id"], row["name"]) for row in ROWS}
    territories = Locale("es").territories
    for country in pycountry.countries:
        if country.alpha_3 in NOT_STATES:
            assert country.alpha_3 not in entities
            continue
        assert entities[country.alpha_3]["entity_type"] == "state"
        if entities[country.alpha_3]["standing"] == "member":
            assert (country.alpha_3, territories[country.alpha_2].replace("’", "'")) in names


def test_the_entity_tables_fit_together() -> None:
    entities = seeds.reference("entities")
    ids = [row["entity_id"] for row in entities]
    entity_of = {row["name"]: row["entity_id"] for row in ROWS}
    assert len(ids) == len(set(ids))
    assert all(entity_of[row["name"]] == row["entity_id"] for row in ROWS), "a name stands for one entity"
    assert {row["entity_id"] for row in seeds.reference("entity_names")} == set(ids)
    assert {row["entity_type"] for row in entities} == {"state", "organization", "un_body"}
    assert sum(row["standing"] == "member" for row in entities) == 193
    assert all(row["source"] for row in (*entities, *seeds.reference("entity_names")))


def test_every_guard_and_look_alike_has_something_to_guard() -> None:
    pack = SPANISH.pack(Entities)
    assert {name for guard in pack.guards for name in guard.names} <= set(NAMES)
    assert set(pack.not_entities).isdisjoint(NAMES)
    assert list(pack.not_entities) == sorted(set(pack.not_entities))
