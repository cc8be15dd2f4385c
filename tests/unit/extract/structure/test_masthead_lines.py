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
