"""Fields of masthead lines: one a line, or those of columns that were set side by side."""

import pytest

from cronica.flows.extract.structure.masthead_lines import read_fields
from cronica.flows.language import Language

COLUMNS = "Asamblea General Distr. general 21 de octubre de 2015"


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Distr. general", ["distribution"]),
        (COLUMNS, ["body", "issue_date"]),
        (f"{COLUMNS} y otras cosas", []),
        (" ".join([COLUMNS] * 8), ["body", "issue_date"] * 8),
        (
            " ".join([COLUMNS] * 80),
            [],
        ),  # a page on one line: each place to cut it would be tried for each other
    ],
)
def test_a_line_is_a_field_or_columns_of_fields(line, fields):
    assert [field.name for field in read_fields(line, Language.load("es"))] == fields


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Security Council 28 May 2013"),
        ("fr", "Conseil de sécurité 11 janvier 2012"),
        ("ru", "Совет Безопасности 10 February 2011"),
        ("zh", "安全理事会 17 February 2012"),
        ("ar", "مجلس الأمن 17 February 2012"),
    ],
)
def test_a_body_and_the_day_of_issue_stand_side_by_side(code: str, line: str) -> None:
    assert [field.name for field in read_fields(line, Language.load(code))] == ["body", "issue_date"]
