"""The scan: what it finds, that two engines find the same, and that nothing is lost by reading only what it leaves."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.normalise.candidates import candidates
from cronica.flows.normalise.citations.find import find_atoms
from cronica.flows.normalise.dates.find import find_dates
from cronica.flows.normalise.dates.scan import find
from tests import made_texts
from tests.plain_scan import plain_find

SPANISH = Language.load("es")

SEEDS = sorted(path for path in seeds.DOCUMENTS.iterdir() if path.suffix in (".txt", ".md"))

PIECES = [
    "25 de julio de 2019", "31 de junio de 2009", "1º de mayo de 1990", "5 de Marzo del 2004", "11 y 12 de noviembre", "9 de mayo",
    "del 7 al", "entre", "y", "a", ",", ", de", " (", ")", ".", ";", "«", "»", "*", "¹", "-", "–", "/", "en", "el jueves",
    "julio de 2001", "16/1/2002", "2002-01-16", "10-XII-1948", "2009-2019", "2009/10", "2016", "1.995", "45", "3", "30 jun. 1998",
    "nueve días del mes de mayo del año dos mil diez", "mil", "siglo XXI", "decenio de 1990", "los años noventa", "199X",
    "la resolución 59/50", "S-30/1", "resoluciones 1631 (2005) y 1674 (2006)", "217 A (III)", "1997/60", "1/CP.21", "AG.46/119",
    "A/RES/59/50", "A/73/L.103/Add.1", "S/PRST/2010/1", "A/HRC/ 5/1", "a/2019", "101ª sesión plenaria", "45º período de sesiones",
    "mar", "july", "COVID-19", "2019El", "é2019", "x2019", "120195", "AG46/119", "217 A y B (III)", "no 12", "\x02", "\U0001f600", "año 2010", "resolución Nº 3447", "25.000 dólares",
]  # fmt: skip
texts = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=9).flatmap(
        lambda pieces: st.sampled_from([" ", "", "  "]).map(lambda glue: glue.join(pieces))
    ),
    min_size=1,
    max_size=4,
)


def test_kinds_offsets_and_values() -> None:
    text = "¿Él? El 3 de abril de 2012 y el 31 de junio de 2009, A/73/L.103/Add.1, 217 A (III), 12/04/2016, 2009-2019, 1631 (2005)."
    assert find(pl.Series([None, text]), SPANISH).rows() == [
        (1, 8, 26, "3 de abril de 2012", "day_month_year", "2012-04-03"),
        (1, 32, 51, "31 de junio de 2009", "day_month_year", None),
        (1, 53, 69, "A/73/L.103/Add.1", "symbol", "A/73/L.103/Add.1"),
        (1, 71, 82, "217 A (III)", "number_roman", "217A(III)"),
        (1, 84, 94, "12/04/2016", "numeric_date", "2016-04-12"),
        (1, 96, 105, "2009-2019", "years", "2009/2019"),
        (1, 107, 118, "1631 (2005)", "number_year", "1631(2005)"),
    ]


def test_a_column_without_candidates_gives_an_empty_frame() -> None:
    assert find(pl.Series(["", "Nada."], dtype=pl.String), SPANISH).rows() == []
    assert find(pl.Series([], dtype=pl.String), SPANISH).rows() == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_both_engines_find_the_same_in_the_documents(path) -> None:
    paragraphs = path.read_text(encoding="utf-8").split("\n")
    rows = find(pl.Series(paragraphs), SPANISH).rows()
    assert rows
    assert rows == plain_find(paragraphs)


def test_both_engines_find_the_same_in_made_documents() -> None:
    made = [made_texts.text(number) for number in range(1, 11)]
    rows = find(pl.Series(made), SPANISH).rows()
    assert rows == plain_find(made)
    assert {"symbol", "number", "day_month_year", "year"} <= {row[4] for row in rows}


@given(texts)
def test_both_engines_find_the_same_in_any_text(made: list[str]) -> None:
    assert find(pl.Series(made), SPANISH).rows() == plain_find(text.replace("\x02", " ") for text in made)


@given(texts)
def test_what_the_scan_settles_is_what_reading_gives(made: list[str]) -> None:
    for text, left in zip(made, candidates(pl.Series(made), SPANISH), strict=True):
        atoms = find_atoms(text, SPANISH)
        assert left.has_numbers or not atoms.spans
        assert left.dates is None or left.dates == find_dates(text, SPANISH, atoms.spans)


def test_a_day_alone_is_settled_and_a_list_is_left_to_be_read() -> None:
    texts = [
        "Celebrada el 25 de julio de 2019, ante 45 Estados",
        "su resolución 59/50, de 2 de diciembre de 2004, y 61/12",
        "11 y 12 de mayo de 2019",
        "Sin cifras",
        "El 31 de junio de 2009",
    ]
    read = candidates(pl.Series(texts), SPANISH)
    assert [(item.has_numbers, item.dates and [day.edtf for day in item.dates]) for item in read] == [
        (False, ["2019-07-25"]),
        (True, ["2004-12-02"]),
        (False, None),
        (False, []),
        (False, None),
    ]
