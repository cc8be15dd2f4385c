"""Look-ups in the reference tables."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica import seeds
from cronica.flows.normalise import reference


@pytest.mark.parametrize(
    ("body", "day", "number"),
    [
        ("GA", date(2002, 9, 20), 57),
        ("GA", date(2002, 9, 1), 56),
        ("GA", date(2020, 12, 22), 75),
        ("GA", date(1946, 2, 1), 1),
        ("GA", date(1964, 11, 30), 18),
        ("GA", date(2025, 9, 8), 79),
        ("GA", date(2025, 9, 9), 80),
        ("HRC", date(2022, 10, 6), 51),
        ("ECOSOC", date(2019, 7, 10), 2019),
    ],
)
def test_the_session_of_a_day(body: str, day: date, number: int) -> None:
    found = reference.session_on(body, day)
    assert found is not None
    assert (found.session_number, found.session_kind) == (number, "regular")


def test_before_the_first_session_there_is_none() -> None:
    assert reference.session_on("GA", date(1945, 12, 31)) is None
    assert reference.session_on("XX", date(2000, 1, 1)) is None


@given(st.dates(date(1946, 1, 10), date(2035, 12, 31)))
def test_every_day_has_one_general_assembly_session_whose_number_fits_the_year(day: date) -> None:
    found = reference.session_on("GA", day)
    assert found is not None
    assert day.year - 1946 <= found.session_number <= day.year - 1945
    assert found.opens_on is not None
    assert found.opens_on <= day


def test_regular_sessions_of_the_general_assembly_follow_each_other_without_a_gap() -> None:
    sessions = [reference.session("GA", "regular", number) for number in range(1, 91)]
    for before, after in pairwise(sessions):
        assert before is not None
        assert after is not None
        assert before.closes_on is not None
        assert after.opens_on is not None
        assert (after.opens_on - before.closes_on).days == 1
        assert not after.is_outside(after.opens_on)


def test_a_session_that_is_still_open_has_no_last_day() -> None:
    open_session = reference.session("GA", "emergency_special", 11)
    assert open_session is not None
    assert open_session.window == "2022-02-28/.."
    assert not open_session.is_outside(date(2025, 2, 24))
    assert open_session.is_outside(date(2022, 2, 27))


@pytest.mark.parametrize(
    ("number", "day", "bodies"),
    [
        ("51/2", date(2022, 10, 6), ("HRC",)),
        ("51/2", date(1996, 10, 1), ("GA",)),
        ("51/2", date(2007, 3, 9), ("CSW",)),
        ("72/7", date(2016, 5, 19), ("ESCAP",)),
        ("31/1", date(2022, 5, 20), ("CCPCJ",)),
        ("S-30/1", date(2016, 4, 19), ("GA",)),
        ("S-30/1", date(2021, 5, 27), ("HRC",)),
        ("ES-11/4", date(2022, 10, 12), ("GA",)),
        ("73/331", date(2019, 7, 25), ("GA",)),
        ("72/102", date(2917, 12, 7), ()),
    ],
)
def test_the_printed_date_decides_the_body(number: str, day: date, bodies: tuple[str, ...]) -> None:
    assert reference.bodies_by_date(number, day) == bodies


def test_a_number_of_another_form_is_an_error() -> None:
    with pytest.raises(ValueError, match="1631"):
        reference.bodies_by_date("1631 (2005)", date(2005, 10, 17))


def test_numbers_the_human_rights_council_shares() -> None:
    assert reference.is_council_session("49/57")
    assert not reference.is_council_session("79/1")
    assert not reference.is_council_session("ES-10/15")


@pytest.mark.parametrize(
    ("number", "year"),
    [(1, 1946), (199, 1964), (200, 1965), (1631, 2005), (2350, 2017), (0, None), (99999, None)],
)
def test_security_council_years(number: int, year: int | None) -> None:
    assert reference.security_council_year(number) == year


def test_security_council_numbers_run_on_without_a_gap() -> None:
    rows = [(int(row["first"]), int(row["last"])) for row in seeds.reference("sc_resolution_ranges")]
    assert all(after[0] == before[1] + 1 for before, after in pairwise(rows))


def test_agenda_titles() -> None:
    title = reference.agenda_title(75, 112, language="es")
    assert title is not None
    assert title.startswith("Lucha contra la utilización de las tecnologías de la información")
    assert reference.agenda_title(75, "130", "t", language="es") is not None
    assert reference.agenda_title(57, 101, language="es") is None


def test_bodies() -> None:
    council = reference.body("HRC")
    assert council is not None
    assert (council.names["es"], council.symbol_prefix, council.parent_body_code) == (
        "Consejo de Derechos Humanos",
        "A/HRC/",
        "GA",
    )
    assert reference.body("XX") is None


def test_the_body_table_fits_together() -> None:
    rows = seeds.reference("bodies")
    codes = [row["body_code"] for row in rows]
    assert len(codes) == len(set(codes))
    assert {row["parent_body_code"] for row in rows} - {""} <= set(codes)
    assert {row["body_code"] for row in seeds.reference("sessions")} <= set(codes)
    prefixes = [row["symbol_prefix"] for row in rows if row["symbol_prefix"]]
    assert len(prefixes) == len(set(prefixes))
