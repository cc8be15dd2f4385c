"""What a date is the date of, and the year of a day printed without one."""

from datetime import date

import pytest

from cronica.flows.language import Language
from cronica.flows.normalise.dates.find import find_dates
from cronica.flows.normalise.dates.roles import role_of, with_year

SPANISH = Language.load("es")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hecha en Almaty el 4 de junio de 2002", "signature"),
        ("la firma el 9 de noviembre de 2018 del memorando", "signature"),
        ("la Conferencia, celebrada en Almaty el 4 de junio de 2002", "event"),
        ("firmada por los Jefes de Estado, celebrada en Almaty el 4 de junio de 2002", "event"),
        ("celebrada en Nueva York en julio de 2001.", "event"),
        ("la Declaración Conjunta, de 18 de marzo de 2010,", "cited_document"),
        ("durante el período 2009-2019", "period"),
        ("DADA EN LA CIUDAD DE QUITO A LOS TRES DÍAS DEL MES DE ABRIL DE DOS MIL DIEZ.", "adoption"),
        ("Dado en Lima, a los 3 días de abril de 2010", "adoption"),
        ("el apoyo dado en abril de 2010", "mention"),
        ("desde el 3 de mayo de 2011 nada ha cambiado", "mention"),
    ],
)
def test_the_nearest_cue_before_a_date_decides_its_role(text, role):
    assert role_of(text, find_dates(text, SPANISH)[0], SPANISH) == role


@pytest.mark.parametrize(
    ("month", "day", "published", "expected"),
    [
        (11, 12, date(2025, 11, 13), date(2025, 11, 12)),
        (11, 12, date(2025, 11, 10), date(2025, 11, 12)),
        (12, 30, date(2025, 1, 3), date(2024, 12, 30)),
        (2, 29, date(2027, 1, 1), date(2024, 2, 29)),
        (2, 30, date(2027, 1, 1), None),
    ],
)
def test_a_day_without_year_is_the_last_one_before_publication(month, day, published, expected):
    assert with_year(month, day, published) == expected


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [(8, 31, date(2016, 8, 31)), (7, 15, date(2016, 7, 15)), (1, 31, date(2017, 1, 31)), (2, 30, None)],
)
def test_a_deadline_without_year_is_the_nearest_such_day(month, day, expected):
    assert with_year(month, day, date(2016, 8, 12), is_deadline=True) == expected
