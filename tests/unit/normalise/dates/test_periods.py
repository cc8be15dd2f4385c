"""Parts of years and months, open and approximate times, and what the document's own date tells."""

from datetime import date

import pytest

from cronica.flows.language import Language
from cronica.flows.normalise.dates.find import find_dates
from cronica.flows.normalise.dates.roles import is_close, is_dateline

SPANISH = Language.load("es")
WRITTEN = date(2002, 10, 19)


@pytest.mark.parametrize(
    ("text", "edtf", "first", "last", "precision"),
    [
        ("el tercer trimestre de 2016", "2016-35", "2016-07-01", "2016-09-30", "quarter"),
        ("en 2014-T2 subió", "2014-34", "2014-04-01", "2014-06-30", "quarter"),
        ("el IV trimestre del año 2015", "2015-36", "2015-10-01", "2015-12-31", "quarter"),
        ("el 2.º cuatrimestre de 2011", "2011-38", "2011-05-01", "2011-08-31", "four_months"),
        ("la segunda mitad de 2010", "2010-41", "2010-07-01", "2010-12-31", "semester"),
        ("el otoño de 2008", "2008-23", "2008-01-01", "2008-12-31", "season"),
        (
            "la segunda quincena de febrero de 2012",
            "2012-02-16/2012-02-29",
            "2012-02-16",
            "2012-02-29",
            "fortnight",
        ),
        ("la última semana de mayo de 2010", "2010-05-25/2010-05-31", "2010-05-25", "2010-05-31", "week"),
        ("los días 26/27 de septiembre de 2022", "2022-09-26/2022-09-27", "2022-09-26", "2022-09-27", "day"),
        ("del primer trimestre de 2018 al tercero de 2019", "2018-33", "2018-01-01", "2018-03-31", "quarter"),
        ("Octubre 16 del 2016", "2016-10-16", "2016-10-16", "2016-10-16", "day"),
        ("el 3-ago-2021", "2021-08-03", "2021-08-03", "2021-08-03", "day"),
        ("Nairobi: nov. 2011", "2011-11", "2011-11-01", "2011-11-30", "month"),
        ("Se aplica desde 2014.", "2014/..", "2014-01-01", "None", "year"),
        ("En uso hasta 1990.", "../1990", "None", "1990-12-31", "year"),
        ("Jueza (2001-presente)", "2001/..", "2001-01-01", "None", "year"),
        ("del 1 de enero de 2007 en adelante", "2007-01-01/..", "2007-01-01", "None", "day"),
        ("hacia 1850", "1850~", "1850-01-01", "1850-12-31", "year"),
    ],
)
def test_a_period_has_its_code_its_days_and_its_precision(text, edtf, first, last, precision):
    match = find_dates(text, SPANISH)[0]
    assert (match.edtf, str(match.start_date), str(match.end_date), match.precision) == (
        edtf,
        first,
        last,
        precision,
    )


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("a principios de marzo de 2018", "early"),
        ("hacia mediados de 1993", "mid"),
        ("a finales de 2017", "late"),
        ("el documento final de 2014", None),
        ("la ocupación que se inició en 1967", None),
        ("en Washington D. C. el 1 de octubre de 1993", None),
        ("a más tardar el 31 de mayo de 2021", "by"),
        ("antes del 15 de octubre de 2020", "before"),
        ("no antes del 15 de octubre de 2020", "after"),
        ("prorrogar el mandato hasta enero de 2017", "until"),
        ("desde marzo de 2013", "since"),
        ("del 2 de junio de 2008 al 30 de abril de 2012", None),
    ],
)
def test_the_words_before_a_date_are_its_qualifier(text, qualifier):
    assert [match.qualifier for match in find_dates(text, SPANISH)] == [qualifier]


def test_a_term_keeps_its_day_and_its_month():
    text = "Decide prorrogar el mandato hasta el 31 de enero de 2017 y el plazo hasta mayo de 2018"
    assert [match.edtf for match in find_dates(text, SPANISH)] == ["2017-01-31", "2018-05"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("ayer", "2002-10-18"),
        ("el 5 del mes en curso", "2002-10-05"),
        ("el 13 de los corrientes", "2002-10-13"),
        ("el 20 del mes pasado", "2002-09-20"),
        ("el 6 de septiembre del año en curso", "2002-09-06"),
        ("el 7 de marzo pasado", "2002-03-07"),
        ("el próximo 25 de noviembre", "2002-11-25"),
        ("el 15.11.88", "1988-11-15"),
        ("el 4-jul-95", "1995-07-04"),
        ("el 11-abr-02", "2002-04-11"),
        ("el 15 de noviembre de 88", "1988-11-15"),
    ],
)
def test_what_the_documents_own_date_tells_is_inferred_by_it_alone(text, edtf):
    [match] = find_dates(text, SPANISH, written=WRITTEN)
    assert (match.edtf, match.is_stated) == (edtf, False)
    assert edtf not in [match.edtf for match in find_dates(text, SPANISH)]


@pytest.mark.parametrize(
    "text", ["la norma 1.2.10", "el capítulo III", "el caso 45/12", "hoy en día", "12/15 votos"]
)
def test_numbers_are_no_days_of_two_figures(text):
    assert find_dates(text, SPANISH, written=WRITTEN) == []


@pytest.mark.parametrize("text", ["septiembre de 201442", "el 7 de septiembre de 20143", "el año 20149"])
def test_a_footnotes_mark_glued_to_a_year_is_taken_off_with_a_doubt(text):
    [match] = find_dates(text, SPANISH)
    assert (str(match.start_date)[:4], match.problem) == ("2014", "glued_mark")
    assert text[: match.end].endswith("2014")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Habana, 25 oct (ACN) El canciller", True),
        ("SANTA ROSA DEL MAR, 28 nov. 2019 (AgenSur) — El consulado", True),
        ("Lima, 3 de mayo de 2010.- El", True),
        ("Ginebra, 7 de mayo de 2010", True),
        ("El Consejo, 3 de mayo de 2010, aprobó", False),
        ("Recordando, por su parte: Lima, 3 de mayo de 2010", False),
    ],
)
def test_a_dateline_is_a_place_and_a_day_at_the_head(text, expected):
    match = find_dates(text, SPANISH)[0]
    assert is_dateline(text, match.start, match.end, SPANISH) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hecho en Lima, a los tres días", True),
        ("EN FE DE LO CUAL, los Plenipotenciarios", True),
        ("Recordando el Protocolo firmado el 9 de abril", False),
    ],
)
def test_the_close_of_a_document_tells_its_own_signature(text, expected):
    assert is_close(text, SPANISH) is expected
