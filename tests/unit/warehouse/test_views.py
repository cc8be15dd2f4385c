"""What each view answers on the small warehouse, row by row."""

import random
from datetime import date
from typing import Any

import pandas as pd
import pytest

from tests.small_warehouse import DATASET, SPORT_65, SPORT_73, mention, view_over, view_rows

SUMMER, AUTUMN, SEPTEMBER = date(2019, 7, 25), date(2010, 10, 18), date(2002, 9, 20)


def test_agenda_items_by_session_and_year(release):
    columns = (
        "body_code",
        "session_number",
        "label",
        "item_number",
        "subitem",
        "relation",
        "year",
        "mentions",
        "documents",
    )
    assert view_rows(release, "agenda_item_frequency", *columns) == [
        ("GA", 57, "66(s)", 66, "s", "own", 2002, 1, 1),
        ("GA", 73, "11", 11, None, "own", 2010, 1, 1),
        ("GA", 73, "11", 11, None, "own", 2019, 1, 1),
    ]


def test_sessions_by_relation_and_year(release):
    columns = ("body_code", "session_kind", "session_number", "relation", "year", "mentions", "documents")
    assert view_rows(release, "session_frequency", *columns) == [
        ("GA", "regular", 73, "own", 2019, 2, 1),
        ("GA", "regular", 75, "mentioned", 2019, 1, 1),
    ]


def test_states_vote_alike_as_often_as_pandas_counts(tmp_path):
    draw = random.Random(7)
    states = ("CHE", "KAZ", "KEN", "PER")
    documents = [
        {
            "document_id": f"{number:016x}",
            "symbol": f"A/RES/{70 + number % 2}/{number}",
            "body_code": "GA",
            "session_number": 70 + number % 2,
        }
        for number in range(12)
    ]
    votes = [
        {
            "document_id": document["document_id"],
            "entity_id": state,
            "vote": draw.choice(["yes", "no", "abstain", "absent"]),
        }
        for document in documents
        for state in states
    ]
    translated = [
        {**row, "document_id": f"f{row['document_id'][1:]}"} for table in (documents, votes) for row in table
    ]
    found = view_over(
        tmp_path,
        "voting_coincidence",
        documents=documents + translated[: len(documents)],
        votes=votes + translated[len(documents) :],
    )

    cast = pd.DataFrame(votes).merge(pd.DataFrame(documents)).query("vote != 'absent'")
    pairs = cast.merge(cast, on=["document_id", "body_code", "session_number"], suffixes=("", "_other"))
    pairs = pairs[pairs.entity_id < pairs.entity_id_other].assign(
        alike=lambda each: each.vote == each.vote_other
    )
    counted = pairs.groupby(["body_code", "session_number", "entity_id", "entity_id_other"]).alike.agg(
        ["count", "sum", "mean"]
    )
    assert len(found) == len(counted) == 12
    assert [tuple(row.values()) for row in found] == [
        (*key, count, same, pytest.approx(share)) for key, count, same, share in counted.itertuples()
    ]


DUE = {"due_kind": "session", "due_session_number": 75}
COUNTED: dict[str, list[dict[str, Any]]] = {
    **DATASET,
    "requests": [
        mention("request_id", "r", number, SPORT_73, 2, deliverable="report", **DUE) for number in (1, 2)
    ],
    "votes": [{"document_id": SPORT_73, "state_name": name, "vote": "yes"} for name in ("Kenya", "Perú")],
    "sponsors": [{"document_id": SPORT_73, "sponsor_name": name} for name in ("Kenya", "Perú")],
}


@pytest.mark.parametrize(
    "view",
    [
        "agenda_item_frequency",
        "citation_frequency",
        "date_frequency",
        "deadlines",
        "entity_frequency",
        "mandates",
        "session_frequency",
        "sponsorship",
        "vote_record",
    ],
)
def test_language_versions_count_once(tmp_path, view):
    versions = {SPORT_73: "e" * 16, SPORT_65: "f" * 16}

    def translated(row: dict[str, Any]) -> dict[str, Any]:
        texts = {key: value for key, value in row.items() if isinstance(value, str)}
        for one, other in versions.items():
            texts = {key: value.replace(one, other) for key, value in texts.items()}
        return {**row, **texts}

    both = {
        table: [*rows, *(translated(row) for row in rows if row.get("document_id") in versions)]
        for table, rows in COUNTED.items()
    }
    alone = view_over(tmp_path, view, **COUNTED)
    assert alone
    assert view_over(tmp_path, view, **both) == alone


@pytest.mark.parametrize(
    ("due_body", "due_session", "answering_body", "answering_session", "is_answered"),
    [
        ("GA", 75, "GA", 75, True),
        ("GA", 75, "GA", 76, False),
        ("CSW", 59, "GA", 59, False),
        ("CSW", 59, "CSW", 59, True),
        (None, 75, "GA", 75, True),
    ],
)
def test_a_report_answers_in_the_session_of_the_body_that_awaits_it(
    tmp_path, due_body, due_session, answering_body, answering_session, is_answered
):
    asking, answering = "1" * 16, "2" * 16
    documents = [
        {"document_id": asking, "symbol": "A/RES/73/1", "body_code": "GA", "session_number": 73},
        {
            "document_id": answering,
            "symbol": "X/1",
            "body_code": answering_body,
            "session_number": answering_session,
        },
    ]
    due = {"due_kind": "session", "due_body_code": due_body, "due_session_number": due_session}
    found = view_over(
        tmp_path,
        "deadlines",
        documents=documents,
        requests=[mention("request_id", "r", 1, asking, 2, deliverable="report", **due)],
        document_relations=[
            {"document_id": answering, "related_symbol": "A/RES/73/1", "relation": "answers_request"}
        ],
    )
    assert [row["is_answered"] for row in found] == [is_answered]


def test_citations_leave_out_the_own_symbol_and_titles_without_symbol(release):
    columns = (
        "symbol",
        "body_code",
        "cited_type",
        "relation",
        "year",
        "session_number",
        "mentions",
        "documents",
    )
    assert view_rows(release, "citation_frequency", *columns) == [
        ("A/RES/65/4", "GA", "resolution", "cited", 2019, 73, 1, 1),
        ("A/RES/65/4", "GA", "resolution", "recalled", 2019, 73, 1, 1),
    ]


def test_citation_edges_add_up_the_relations(release):
    columns = (
        "citing_document_id",
        "citing_symbol",
        "cited_symbol",
        "cited_type",
        "cited_document_id",
        "mentions",
        "paragraphs",
    )
    assert view_rows(release, "citation_edges", *columns) == [
        (SPORT_73, "A/RES/73/331", "A/RES/65/4", "resolution", SPORT_65, 2, 2),
    ]


def test_phrases_by_part_session_and_year(release):
    columns = (
        "opening_lemma",
        "opening_en",
        "act_class",
        "part",
        "body_code",
        "session_number",
        "year",
        "mentions",
        "documents",
    )
    assert view_rows(release, "phrase_frequency", *columns) == [
        ("decidir", "decide", "decide", "operative", "GA", 73, 2019, 1, 1),
        ("reafirmar", "reaffirm", "reaffirm", "preamble", "GA", 73, 2019, 2, 1),
    ]


def test_entities_that_no_document_names_have_no_row(release):
    columns = (
        "entity_id",
        "entity_type",
        "name_es",
        "name_en",
        "body_code",
        "session_number",
        "year",
        "mentions",
        "documents",
    )
    assert view_rows(release, "entity_frequency", *columns) == [
        ("KAZ", "state", "Kazajstán", "Kazakhstan", "GA", None, 2002, 2, 1),
        ("KAZ", "state", "Kazajstán", "Kazakhstan", None, None, 2020, 1, 1),
    ]


def test_terms_by_session_and_year(release):
    columns = ("term", "term_size", "body_code", "session_number", "year", "mentions", "documents")
    assert view_rows(release, "term_frequency", *columns) == [
        ("deporte", 1, "GA", 65, 2010, 2, 1),
        ("deporte", 1, "GA", 73, 2019, 3, 1),
    ]


def test_dates_count_in_a_month_only_when_they_are_that_precise(release):
    columns = (
        "event_year",
        "event_month",
        "role",
        "precision",
        "year",
        "session_number",
        "mentions",
        "documents",
    )
    assert view_rows(release, "date_frequency", *columns) == [
        (2002, 9, "letter", "day", 2002, None, 2, 1),
        (2010, 10, "cited_document", "day", 2019, 73, 1, 1),
        (2016, None, "period", "year", 2019, 73, 1, 1),
        (2019, 7, "adoption", "day", 2019, 73, 1, 1),
        (None, None, "event", "day", 2020, None, 1, 1),
    ]


def test_series_join_titles_that_differ_in_case_and_marks(release):
    columns = (
        "series_title",
        "series_position",
        "series_length",
        "symbol",
        "previous_document_id",
        "previous_symbol",
        "days_since_previous",
    )
    assert view_rows(release, "resolution_series", *columns) == [
        ("el deporte y la paz", 1, 2, "A/RES/65/4", None, None, None),
        ("el deporte y la paz", 2, 2, "A/RES/73/331", SPORT_65, "A/RES/65/4", (SUMMER - AUTUMN).days),
    ]


def test_two_files_of_one_resolution_share_a_place_in_the_series(tmp_path):
    def resolution(document_id: str, symbol: str, when: date | None) -> dict[str, Any]:
        return {
            "document_id": document_id,
            "document_type": "resolution",
            "symbol": symbol,
            "title": "Océanos",
            "document_date": when,
            "document_date_precision": when and "day",
        }

    found = view_over(
        tmp_path,
        "resolution_series",
        documents=[
            resolution("1" * 16, "A/RES/60/1", date(2005, 1, 1)),
            resolution("2" * 16, "A/RES/60/1", date(2005, 1, 1)),
            resolution("3" * 16, "A/RES/61/1", date(2006, 1, 1)),
            resolution("4" * 16, "A/RES/99/9", None),
            {**resolution("5" * 16, "S/RES/1(2007)", date(2007, 1, 1)), "body_code": "SC"},
        ],
    )
    assert [
        (
            row["document_id"][0],
            row["series_position"],
            row["series_length"],
            row["previous_symbol"],
            row["days_since_previous"],
        )
        for row in found
    ] == [
        ("5", 1, 1, None, None),
        ("1", 1, 3, None, None),
        ("2", 1, 3, None, None),
        ("3", 2, 3, "A/RES/60/1", 365),
        ("4", 3, 3, "A/RES/61/1", None),
    ]


def test_versions_are_documents_of_one_symbol_in_several_languages(tmp_path):
    def document(document_id: str, symbol: str, language: str) -> dict[str, Any]:
        return {"document_id": document_id, "symbol": symbol, "language": language, "paragraph_count": 9}

    one, other, alone, untold = "1" * 16, "2" * 16, "3" * 16, "4" * 16
    found = view_over(
        tmp_path,
        "language_versions",
        documents=[
            document(one, "A/RES/60/1", "fr"),
            document(other, "A/RES/60/1", "ar"),
            document(untold, "A/RES/60/1", "und"),
            document(alone, "A/RES/60/2", "fr"),
        ],
        parallel_paragraphs=[
            {"document_id": one, "paragraph_id": "p1", "parallel_paragraph_id": "q1"},
            {"document_id": one, "paragraph_id": "p2", "parallel_paragraph_id": "q2"},
        ],
        issues=[
            {"issue_id": "i1", "document_id": other, "rule_id": "versions_agree_dates"},
            {"issue_id": "i2", "document_id": other, "rule_id": "date_exists"},
        ],
    )
    columns = ("document_id", "versions", "languages", "paragraphs", "parallel_paragraphs", "differences")
    assert [tuple(row[column] for column in columns) for row in found] == [
        (other, 2, "ar,fr", 9, 0, 1),
        (one, 2, "ar,fr", 9, 2, 0),
    ]
