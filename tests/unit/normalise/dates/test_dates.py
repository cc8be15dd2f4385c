"""Dates and periods: each Spanish form, what is not a date, and what holds for every text."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise.dates.find import find_dates

SPANISH = Language.load("es")


def read(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, str | None]]:
    return [(text[match.start : match.end], match.edtf) for match in find_dates(text, SPANISH, taken)]


SINGLE = {
    "25 de julio de 2019": "2019-07-25",
    "1º de enero de 2001": "2001-01-01",
    "1.º de enero de 2001": "2001-01-01",
    "1o. de mayo de 1999": "1999-05-01",
    "1 de setiembre de 1945": "1945-09-01",
    "25 de julio del 2019": "2019-07-25",
    "25 de julio del año 2019": "2019-07-25",
    "4 DE JUNIO DE 2002": "2002-06-04",
    "10 JUN. 1998": "1998-06-10",
    "31 diciembre 2015": "2015-12-31",
    "8\u00a0de\u00a0marzo\u00a0de\u00a02001": "2001-03-08",
    "15 de mayo, 1995": "1995-05-15",
    "17 de mayo": "XXXX-05-17",
    "29 de febrero": "XXXX-02-29",
    "julio de 2001": "2001-07",
    "julio\nde 2001": "2001-07",
    "16/1/2002": "2002-01-16",
    "16.1.2002": "2002-01-16",
    "16-01-2002": "2002-01-16",
    "2002-01-16": "2002-01-16",
    "10-XII-1948": "1948-12-10",
    "NUEVE DÍAS DEL MES DE MAYO DEL AÑO DOS MIL DIECISIETE": "2017-05-09",
    "veinte de marzo de mil novecientos noventa y uno": "1991-03-20",
    "treinta y uno de enero de dos mil": "2000-01-31",
    "primero de mayo de 2001": "2001-05-01",
    "del 7 al 9 de enero de 2008": "2008-01-07/2008-01-09",
    "7-9 de enero de 2008": "2008-01-07/2008-01-09",
    "1 de agosto de 2009 a 31 de julio de 2010": "2009-08-01/2010-07-31",
    "26 de junio al 1 de julio de 2000": "2000-06-26/2000-07-01",
    "entre el 7 y el 18 de noviembre de 2016": "2016-11-07/2016-11-18",
    "entre el 1 de enero y el 31 de diciembre de 1994": "1994-01-01/1994-12-31",
    "desde el 3 de mayo hasta el 5 de junio de 2010": "2010-05-03/2010-06-05",
    "del 15 de diciembre al 10 de enero de 2010": "2009-12-15/2010-01-10",
    "para los días 9 a 17 de marzo de 2015": "2015-03-09/2015-03-17",
    "del 14 al 27 de enero": "XXXX-01-14/XXXX-01-27",
    "enero a marzo de 2010": "2010-01/2010-03",
    "marzo-abril de 2023": "2023-03/2023-04",
    "período 2009-2019": "2009/2019",
    "2015–2020": "2015/2020",
    "bienio 2020-2021": "2020/2021",
    "entre 2010 y 2015": "2010/2015",
    "entre los años 2010 y 2012": "2010/2012",
    "de 1998 a 2003": "1998/2003",
    "ejercicio 2009/10": "2009/2010",
    "período 1850-1900": "1850/1900",
    "desde 2020 hasta el 15 de diciembre de 2023": "2020/2023-12-15",
    "en 2016": "2016",
    "el año dos mil diez": "2010",
    "la Convención de 1899": "1899",
    "decenio de 1990": "199X",
    "los años noventa": "199X",
    "los años 90": "199X",
    "199X": "199X",
    "decenios de 1970 a 1990": "197X/199X",
    "siglo XXI": "20XX",
}


@pytest.mark.parametrize(("text", "edtf"), SINGLE.items())
def test_form(text: str, edtf: str) -> None:
    assert [value for _, value in read(f"Celebrada en Ginebra, {text}, según consta.")] == [edtf]


LISTS = {
    "los días 11 y 12 de noviembre": [("11", "XXXX-11-11"), ("12 de noviembre", "XXXX-11-12")],
    "13, 14 y 15 de mayo de 2004": [
        ("13", "2004-05-13"),
        ("14", "2004-05-14"),
        ("15 de mayo de 2004", "2004-05-15"),
    ],
    "de fechas 21 y 24 de abril de 1992 (184)": [("21", "1992-04-21"), ("24 de abril de 1992", "1992-04-24")],
    "13 de enero de 2010 y 6 de agosto de 2013": [
        ("13 de enero de 2010", "2010-01-13"),
        ("6 de agosto de 2013", "2013-08-06"),
    ],
    "el 28 y 29 de marzo y el 22 de julio de 1988": [
        ("28", "1988-03-28"),
        ("29 de marzo", "1988-03-29"),
        ("22 de julio de 1988", "1988-07-22"),
    ],
    "lunes 13 y miércoles 15 de mayo de 2002": [("13", "2002-05-13"), ("15 de mayo de 2002", "2002-05-15")],
    "del 7 al 9 de enero y del 3 al 5 de marzo de 2008": [
        ("7 al 9 de enero", "2008-01-07/2008-01-09"),
        ("3 al 5 de marzo de 2008", "2008-03-03/2008-03-05"),
    ],
    "Agenda 2030 (2018-2021), Ginebra (2008 y 2010)": [
        ("2018-2021", "2018/2021"),
        ("2008", "2008"),
        ("2010", "2010"),
    ],
    "noviembre de 2013 y febrero de 2014": [("noviembre de 2013", "2013-11"), ("febrero de 2014", "2014-02")],
    "enero y febrero de 2014": [("enero", "2014-01"), ("febrero de 2014", "2014-02")],
    "2018, 2019 y 2020": [("2018", "2018"), ("2019", "2019"), ("2020", "2020")],
    "los decenios de 1980 y 1990": [("decenios de 1980", "198X"), ("1990", "199X")],
    "los años ochenta y noventa": [("los años ochenta", "198X"), ("noventa", "199X")],
    "siglos XIX y XX": [("siglos XIX", "18XX"), ("XX", "19XX")],
    "entre el 1 de mayo y el 5 de mayo de 2010 y el 9 de mayo de 2011": [
        ("1 de mayo y el 5 de mayo de 2010", "2010-05-01/2010-05-05"),
        ("9 de mayo de 2011", "2011-05-09"),
    ],
    "el 9 de diciembre de 2020 y al 3 de mayo de 2021": [
        ("9 de diciembre de 2020", "2020-12-09"),
        ("3 de mayo de 2021", "2021-05-03"),
    ],
}


@pytest.mark.parametrize(("text", "dates"), LISTS.items())
def test_list(text: str, dates: list[tuple[str, str]]) -> None:
    assert read(text) == dates


NO_DATES = [
    "resolución 1631 (2005)",
    "la resolución 1990 (2011) y 1541 (XV)",
    "997 1995)",
    r"resolución 1631 \(2005\)",
    "S/PRST/2010/1",
    "S/2018/592, S/1996/ 195",
    "resolución 67/6",
    "la COVID-19 en marzo",
    "temas 66 s) y v)",
    "la Agenda 2030 para el Desarrollo Sostenible",
    "2.000 y 1,995",
    "ISO 9001:2015",
    "2000 dólares, 1950 personas",
    "vol. 1954, núm. 33480",
    "resoluciones 1990, 1991 y 1992 del Consejo",
    "101ª sesión",
    "el primer sábado de julio",
    "el siglo V a. C.",
    "dos mil personas",
    "en mayo",
    "las metas de 95-95-95",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert read(text) == []


PROBLEMS = {
    "31 de junio de 2021": (None, "nonexistent_day"),
    "29 de febrero de 2021": (None, "nonexistent_day"),
    "31 de abril": (None, "nonexistent_day"),
    "3 de dicembre de 2010": ("2010-12-03", "misspelt_month"),
    "30 de juio de 2025": ("2025-XX-30", "misspelt_month"),  # junio or julio
    "31 de juio de 2025": ("2025-07-31", "misspelt_month"),  # only julio has the day
    "16 April 2021": ("2021-04-16", "foreign_month"),
    "7 de diciembre de 2917": ("2917-12-07", "implausible_year"),
    "30 de mayo de 2010 al 3 de abril de 2010": ("2010-05-30/2010-04-03", "reversed_range"),
}


@pytest.mark.parametrize(("text", "expected"), PROBLEMS.items())
def test_problem_is_reported_not_dropped(text: str, expected: tuple[str | None, str]) -> None:
    [match] = find_dates(text, SPANISH)
    assert (match.edtf, match.problem) == expected


def test_bounds_are_inclusive_and_precision_is_that_of_the_print() -> None:
    text = "en febrero de 2004, en 2005, en el decenio de 1990 y del 7 al 9 de enero de 2008"
    assert [(match.start_date, match.end_date, match.precision) for match in find_dates(text, SPANISH)] == [
        (date(2004, 2, 1), date(2004, 2, 29), "month"),
        (date(2005, 1, 1), date(2005, 12, 31), "year"),
        (date(1990, 1, 1), date(1999, 12, 31), "decade"),
        (date(2008, 1, 7), date(2008, 1, 9), "day"),
    ]


def test_unknown_year_has_no_bounds() -> None:
    [match] = find_dates("el 17 de mayo", SPANISH)
    assert (match.start_date, match.end_date, match.precision) == (None, None, "day")


def test_a_number_without_month_is_not_drawn_into_a_list() -> None:
    assert read("núm. 12, 3 de mayo de 2010") == [("3 de mayo de 2010", "2010-05-03")]
    assert read("DEC.4 y DEC.5, de 27 de mayo de 2010") == [("27 de mayo de 2010", "2010-05-27")]
    assert read("decisiones 4 y 5, de 27 de mayo de 2010") == [("27 de mayo de 2010", "2010-05-27")]
    assert read("artículos 12 y 3 de mayo de 2010") == [("3 de mayo de 2010", "2010-05-03")]


def test_the_sea_is_no_month() -> None:
    assert read("Convención sobre el Derecho del Mar de 1982") == [("1982", "1982")]


def test_no_date_overlaps_what_is_taken() -> None:
    text = "documento 2010 y 12, de 3 de mayo de 2010"
    assert read(text, ((10, 14),)) == [("3 de mayo de 2010", "2010-05-03")]
    assert read("16 de enero de 2002", ((6, 11),)) == [("2002", "2002")]


def test_footnote_marks_do_not_hide_a_year() -> None:
    assert read("de 13 de enero de 2010³ y 6 de agosto de 2013¹², y 3 y 4* de mayo de 2001") == [
        ("13 de enero de 2010", "2010-01-13"),
        ("6 de agosto de 2013", "2013-08-06"),
        ("3", "2001-05-03"),
        ("4* de mayo de 2001", "2001-05-04"),
    ]


def test_code_points_are_counted() -> None:
    assert read("𝔘İ 3 de mayo de 2010") == [("3 de mayo de 2010", "2010-05-03")]


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (format_date(day, "d 'de' MMMM 'de' y", "es"), f"{day:%d/%m/%Y}", day.isoformat()):
        [match] = find_dates(f"Aprobada el {text}.", SPANISH)
        assert (match.start_date, match.end_date, match.problem) == (day, day, None)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31)),
    st.integers(min_value=1, max_value=400),
)
def test_every_range_is_read_back(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    one, other = (format_date(day, "d 'de' MMMM 'de' y", "es") for day in (start, end))
    [match] = find_dates(f"del {one} al {other}", SPANISH)
    assert match.edtf == f"{start}/{end}"


TEXT = (
    "el y a de entre , - / ª º 7 31 99 2010 1850 20191 (2005) enero mayo juio siglo XIX años noventa dos mil"
)
WORDS = st.sampled_from(TEXT.split())


@given(st.lists(WORDS, max_size=14), st.lists(st.integers(0, 60), max_size=2))
def test_whatever_the_text(words: list[str], cuts: list[int]) -> None:
    text = " ".join(words)
    taken = tuple((cut, cut + 5) for cut in cuts)
    matches = find_dates(text, SPANISH, taken)
    at = 0
    for match in matches:
        assert at <= match.start < match.end <= len(text)
        assert (match.start_date is None) == (match.end_date is None)
        if match.start_date and match.end_date:
            assert match.start_date <= match.end_date
            assert match.edtf
        at = match.end
