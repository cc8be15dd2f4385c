"""A small warehouse without faults, and a change for each fault that a rule finds."""

import duckdb
import polars as pl

from cronica.schemas import registry, render

DOCUMENT, OTHER = "0" * 16, "1" * 16
TEXT = "Recordando su resolución 65/122, de 13 de diciembre de 2010, y la resolución 1631 (2005),"

FAULTLESS: dict[str, list[dict[str, object]]] = {
    "documents": [
        {
            "document_id": DOCUMENT,
            "symbol": "A/RES/73/331",
            "body_code": "GA",
            "session_number": 73,
            "session_kind": "regular",
            "session_origin": "stated",
            "document_date": "2019-07-25",
            "document_date_precision": "day",
            "document_date_origin": "stated",
            "issue_date": "2019-08-02",
            "adoption_date": "2019-07-25",
            "sender_entity_id": "KAZ",
            "paragraph_count": 2,
            "word_count": 20,
        },
        {
            "document_id": OTHER,
            "symbol": "A/RES/65/122",
            "body_code": "GA",
            "session_number": 65,
            "session_kind": "regular",
            "session_origin": "symbol",
            "adoption_date": "2010-12-13",
            "paragraph_count": 0,
            "word_count": 0,
        },
    ],
    "paragraphs": [
        {
            "paragraph_id": f"{DOCUMENT}-p0001",
            "document_id": DOCUMENT,
            "paragraph_number": 1,
            "part": "preamble",
            "text": TEXT,
            "word_count": 14,
        },
        {
            "paragraph_id": f"{DOCUMENT}-p0002",
            "document_id": DOCUMENT,
            "paragraph_number": 2,
            "part": "footnote",
            "footnote_marker": "1",
            "text": "Resolución 49/57, anexo.",
            "word_count": 6,
        },
    ],
    "requests": [
        {
            "request_id": "r1",
            "start_char": 0,
            "end_char": 10,
            "text": "Recordando",
            "act_class": "request",
            "deliverable": "report",
            "due_kind": "session",
            "due_body_code": "GA",
            "due_session_number": 75,
        },
    ],
    "paragraph_changes": [],
    "parallel_paragraphs": [],
    "item_series": [],
    "date_mentions": [
        {
            "date_mention_id": "d1",
            "start_char": 36,
            "end_char": 59,
            "text": "13 de diciembre de 2010",
            "edtf": "2010-12-13",
            "start_date": "2010-12-13",
            "end_date": "2010-12-13",
            "precision": "day",
            "role": "cited_document",
            "citation_id": "c1",
        },
        *(
            {
                "date_mention_id": f"d{number}",
                "start_char": 55,
                "end_char": 59,
                "text": "2010",
                "edtf": edtf,
                "start_date": start,
                "end_date": end,
                "precision": precision,
                "role": "mention",
            }
            for number, (edtf, start, end, precision) in enumerate(
                [
                    ("XXXX-11-11", None, None, "day"),
                    ("2025-XX-30", None, None, "day"),
                    ("2008-02", "2008-02-01", "2008-02-29", "month"),
                    ("2009/2019", "2009-01-01", "2019-12-31", "year"),
                    ("2009-08-01/2010-07-31", "2009-08-01", "2010-07-31", "day"),
                    ("199X", "1990-01-01", "1999-12-31", "decade"),
                    ("20XX", "2000-01-01", "2099-12-31", "century"),
                ],
                start=2,
            )
        ),
    ],
    "session_mentions": [
        {
            "session_mention_id": "s1",
            "start_char": None,
            "end_char": None,
            "text": None,
            "paragraph_id": None,
            "body_code": "GA",
            "session_number": 73,
            "session_kind": "regular",
            "relation": "own",
        }
    ],
    "agenda_items": [
        {
            "agenda_item_id": "a1",
            "start_char": 0,
            "end_char": 10,
            "text": "Recordando",
            "body_code": "GA",
            "session_number": 73,
            "item_number": 128,
            "subitem": "t",
            "label": "128(t)",
            "relation": "own",
        }
    ],
    "citations": [
        {
            "citation_id": "c1",
            "start_char": 14,
            "end_char": 31,
            "text": "resolución 65/122",
            "relation": "recalled",
            "symbol": "A/RES/65/122",
            "body_code": "GA",
            "cited_date": "2010-12-13",
            "cited_document_id": OTHER,
        },
        {
            "citation_id": "c2",
            "start_char": 77,
            "end_char": 88,
            "text": "1631 (2005)",
            "relation": "recalled",
            "symbol": "S/RES/1631(2005)",
            "body_code": "SC",
        },
        {
            "citation_id": "c3",
            "start_char": None,
            "end_char": None,
            "text": None,
            "paragraph_id": None,
            "symbol": "A/RES/73/331",
            "body_code": "GA",
            "relation": "self",
        },
    ],
    "entity_mentions": [
        {"entity_mention_id": "e1", "start_char": 0, "end_char": 10, "text": "Recordando", "entity_id": "KAZ"}
    ],
    "footnote_anchors": [
        {
            "footnote_anchor_id": "f1",
            "start_char": 89,
            "marker": "1",
            "footnote_paragraph_id": f"{DOCUMENT}-p0002",
        }
    ],
    "speeches": [
        {
            "speech_id": "t1",
            "first_paragraph_id": f"{DOCUMENT}-p0001",
            "last_paragraph_id": f"{DOCUMENT}-p0002",
            "represents_entity_id": "KAZ",
            "word_count": 20,
        }
    ],
    "document_relations": [
        {"related_symbol": "A/RES/65/122", "related_document_id": OTHER, "relation": "revises"}
    ],
    "entities": [{"entity_id": "KAZ", "entity_type": "state"}],
    "votes": [{"document_id": DOCUMENT, "entity_id": "KAZ", "state_name": "Kazajstán", "vote": "yes"}],
    "sponsors": [{"document_id": DOCUMENT, "entity_id": "KAZ", "sponsor_name": "Kazajstán"}],
    "subjects": [
        {
            "subject_id": f"{DOCUMENT}-u0001",
            "document_id": DOCUMENT,
            "vocabulary": "UNBIS",
            "subject": "COOPERACION",
        }
    ],
    "terms": [{"document_id": DOCUMENT, "term": "cooperación"}],
    "sessions": [
        {
            "body_code": "GA",
            "session_kind": "regular",
            "session_number": number,
            "plausible_from": f"{1945 + number}-09-01",
            "plausible_to": f"{1946 + number}-09-30",
        }
        for number in (65, 73)
    ],
    "bodies": [{"body_code": "GA"}, {"body_code": "SC"}, {"body_code": "HRC", "parent_body_code": "GA"}],
    "issues": [{"issue_id": "i1"}],
    "quarantine": [],
}

FAULTS = [
    ("adoption_dates_agree", "date_mentions SET role = 'adoption' WHERE date_mention_id = 'd4'", "d4"),
    ("adoption_not_after_issue", "documents SET issue_date = DATE '2019-07-24'", DOCUMENT),
    (
        "cited_date_agrees_with_document",
        "citations SET cited_date = DATE '2010-12-14' WHERE citation_id = 'c1'",
        "c1",
    ),
    ("cited_date_in_session", "citations SET cited_date = DATE '2012-12-13' WHERE citation_id = 'c1'", "c1"),
    ("cited_date_is_its_mention", "citations SET cited_date = NULL WHERE citation_id = 'c1'", "d1"),
    ("date_exists", "date_mentions SET edtf = NULL, start_date = NULL WHERE date_mention_id = 'd1'", "d1"),
    (
        "date_exists",
        "date_mentions SET edtf = '2010/2009', start_date = NULL WHERE date_mention_id = 'd5'",
        "d5",
    ),
    ("document_date_has_a_source", "documents SET document_date = DATE '2019-07-26'", DOCUMENT),
    (
        "document_date_in_session",
        "documents SET document_date = DATE '2018-08-31' WHERE session_number = 73",
        DOCUMENT,
    ),
    (
        "edtf_agrees_with_dates",
        "date_mentions SET end_date = DATE '2008-02-28' WHERE date_mention_id = 'd4'",
        "d4",
    ),
    (
        "edtf_agrees_with_dates",
        "date_mentions SET start_date = DATE '2019-11-11' WHERE date_mention_id = 'd2'",
        "d2",
    ),
    ("edtf_agrees_with_dates", "date_mentions SET start_date = NULL WHERE date_mention_id = 'd1'", "d1"),
    ("footnote_anchor_in_its_paragraph", "footnote_anchors SET start_char = 90", "f1"),
    ("footnote_anchor_in_its_paragraph", f"footnote_anchors SET document_id = '{OTHER}'", "f1"),
    ("footnote_anchor_names_its_footnote", "footnote_anchors SET marker = '2'", "f1"),
    (
        "footnote_anchor_names_its_footnote",
        f"footnote_anchors SET footnote_paragraph_id = '{DOCUMENT}-p0001'",
        "f1",
    ),
    ("footnotes_and_marks_pair", "footnote_anchors SET footnote_paragraph_id = NULL", f"f1 {DOCUMENT}-p0002"),
    ("item_label_agrees", "agenda_items SET subitem = NULL", "a1"),
    ("item_label_agrees", "agenda_items SET label = NULL", "a1"),
    ("mention_text_equals_span", "requests SET text = 'Recuerda' WHERE request_id = 'r1'", "r1"),
    ("mention_text_equals_span", "date_mentions SET start_char = 35 WHERE date_mention_id = 'd1'", "d1"),
    ("mention_text_equals_span", "citations SET text = NULL WHERE citation_id = 'c1'", "c1"),
    ("mention_text_equals_span", f"entity_mentions SET document_id = '{OTHER}'", "e1"),
    ("mention_text_equals_span", "agenda_items SET start_char = -90, end_char = -80", "a1"),
    ("mention_text_equals_span", "session_mentions SET text = 'Recordando'", "s1"),
    ("own_items_carry_the_session", "agenda_items SET session_number = NULL", "a1"),
    ("own_session_agrees", "session_mentions SET session_number = 74", "s1"),
    ("paragraph_count_agrees", "documents SET paragraph_count = 3 WHERE paragraph_count = 2", DOCUMENT),
    (
        "paragraph_numbers_run_on",
        "paragraphs SET paragraph_number = 3 WHERE paragraph_number = 2",
        f"{DOCUMENT}-p0002",
    ),
    ("precision_agrees_with_edtf", "date_mentions SET precision = 'day' WHERE date_mention_id = 'd4'", "d4"),
    ("sc_citation_year", "citations SET symbol = 'S/RES/1631(2006)' WHERE citation_id = 'c2'", "c2"),
    (
        "relation_is_to_another_document",
        "document_relations SET related_symbol = 'A/RES/73/331'",
        f"{DOCUMENT}|A/RES/73/331|revises",
    ),
    (
        "relation_is_to_another_document",
        f"document_relations SET related_document_id = '{DOCUMENT}'",
        f"{DOCUMENT}|A/RES/65/122|revises",
    ),
    ("speech_takes_its_paragraphs", "speeches SET word_count = 21", "t1"),
    ("speech_takes_its_paragraphs", f"speeches SET last_paragraph_id = '{DOCUMENT}-p0001'", "t1"),
    (
        "self_citation_is_the_symbol",
        "citations SET symbol = 'A/RES/73/33' WHERE citation_id = 'c3'",
        DOCUMENT,
    ),
    (
        "session_agrees_with_symbol",
        f"documents SET session_number = 74 WHERE document_id = '{DOCUMENT}'",
        DOCUMENT,
    ),
    (
        "session_agrees_with_symbol",
        f"documents SET symbol = 'A/RES/S-30/1' WHERE document_id = '{DOCUMENT}'",
        DOCUMENT,
    ),
    ("session_read_off_symbol", f"documents SET session_number = 66 WHERE document_id = '{OTHER}'", OTHER),
    ("word_count_agrees", "paragraphs SET word_count = 7 WHERE paragraph_number = 2", DOCUMENT),
    ("bodies_parent_body_code_resolves", "bodies SET parent_body_code = 'UN' WHERE body_code = 'HRC'", "HRC"),
    ("citations_body_code_resolves", "citations SET body_code = 'WHO' WHERE citation_id = 'c2'", "c2"),
    (
        "documents_sender_entity_id_resolves",
        "documents SET sender_entity_id = 'ATL' WHERE symbol LIKE '%73%'",
        DOCUMENT,
    ),
    ("terms_document_id_resolves", "terms SET document_id = 'lost'", "lost|cooperación"),
]


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of the warehouse without faults."""
    for table in registry.tables():
        schema = render.polars_schema(table)
        own = {"document_id": DOCUMENT, "paragraph_id": f"{DOCUMENT}-p0001"}
        rows = [{**dict.fromkeys(schema), **own, **row} for row in FAULTLESS[table.name]]
        dates = [name for name, kind in schema.items() if kind == pl.Date]
        written = {name: pl.String() if name in dates else kind for name, kind in schema.items()}
        frame = pl.DataFrame(rows, schema=written).with_columns(pl.col(dates).str.to_date())  # noqa: F841
        connection.execute(f"CREATE TABLE {table.name} AS FROM frame")
