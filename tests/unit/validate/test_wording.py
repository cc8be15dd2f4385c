"""Checks and refusals in plain words."""

import pytest

from cronica.flows.orchestration.summary import once
from cronica.flows.validate import wording
from cronica.schemas import expectations, registry

SAID = {
    "documents.document_id.not_null": "every row has a document_id.",
    "documents.session_number.present_with_session_origin": "every row with a session_origin has a session_number.",
    "documents.adoption_date.present_with_document_type": (
        "at least 90% of the rows whose document_type is resolution have an adoption_date."
    ),
    "date_mentions.start_date.present_with_rule_id": "every row whose rule_id is year or month_year has a start_date.",
    "date_mentions.edtf.present": "at least 50% of the rows have an edtf.",
}
ALL = {each.check_id: each for table in registry.tables() for each in expectations.expectations(table)}


@pytest.mark.parametrize("check", SAID)
def test_what_is_expected_is_a_sentence(check):
    assert wording.sentence(ALL[check]) == SAID[check]


def test_what_is_said_of_several_rows_is_said_once():
    refusal = (
        "003.txt",
        "failed_check",
        "Expected that every row with a session_origin has a session_number.",
    )
    assert once([refusal, ("b.txt", "no_text", "no text"), refusal, refusal]) == (
        (*refusal[:2], f"{refusal[2]} (3 rows)"),
        ("b.txt", "no_text", "no text"),
    )
