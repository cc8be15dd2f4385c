"""What may be published, with every check and rule of the contract run for real."""

import datetime
import json

import polars as pl
import pytest

from cronica.schemas import registry, render

DOCUMENT = "0123456789abcdef"


def failing(validated):
    return {result.check_id: result.effect for result in validated.result.results if not result.passed}


def test_faultless_tables_pass_unchanged(frames, validate):
    validated = validate(frames)
    assert validated.result.passed
    assert not validated.result.stopped_by
    assert validated.result.refused.is_empty()
    assert list(validated.frames) == [table.name for table in registry.tables()]
    assert all(validated.frames[name].equals(frame) for name, frame in frames.items())
    assert len(validated.result.results) > len(registry.rules())


def test_a_bad_row_is_refused_whole_and_the_rest_is_published(spoil, validate):
    frames = spoil("date_mentions", "edtf", "13/12/2010")
    validated = validate(frames)
    assert validated.result.passed
    assert failing(validated) == {"date_mentions.edtf.matches_regex": "refused"}

    row = frames["date_mentions"].row(0, named=True)
    assert validated.frames["date_mentions"].equals(frames["date_mentions"][1:])
    assert validated.frames["quarantine"].equals(validated.result.refused)
    entry = validated.result.refused.row(0, named=True)
    assert entry["source_path"] == "nota <1>.txt"
    assert entry["source_sha256"] == DOCUMENT * 4
    assert entry["stage"] == "validate"
    assert entry["reason_code"] == "date_mentions.edtf.matches_regex"
    assert entry["table_name"] == "date_mentions"
    assert entry["row_key"] == row["date_mention_id"]
    assert json.loads(entry["row_json"]) == {**row, "start_date": "2010-12-13", "end_date": "2010-12-13"}
    assert "edtf has the form" in entry["message"]


def test_a_row_with_two_faults_is_refused_once_and_says_both(spoil, frames, validate):
    frames = spoil("date_mentions", "text", "14 de diciembre de 2010")
    mentions = frames["date_mentions"]
    first = pl.int_range(pl.len()) == 0
    role = pl.when(first).then(pl.lit("unheard of")).otherwise("role").alias("role")
    validated = validate({**frames, "date_mentions": mentions.with_columns(role)})
    assert failing(validated) == {
        "date_mentions.text_equals_span": "refused",
        "date_mentions.role.in_set": "refused",
    }
    (entry,) = validated.result.refused.to_dicts()
    assert entry["reason_code"] == "date_mentions.text_equals_span"
    assert "text equals what stands from start_char to end_char" in entry["message"]
    assert "role is one of" in entry["message"]


def test_what_is_entered_in_quarantine_keeps_its_contract(spoil, validate):
    validated = validate(spoil("date_mentions", "precision", None, rows=5))
    assert validated.result.refused.height == validated.result.refused["quarantine_id"].n_unique() == 5
    assert validate(validated.frames).result.passed
    assert dict(validated.frames["quarantine"].schema) == render.polars_schema(registry.table("quarantine"))


@pytest.mark.parametrize(("rows", "passes"), [(6, True), (7, False)])
def test_publishing_stops_when_too_large_a_share_would_be_refused(spoil, rows, passes, validate):
    frames = spoil("date_mentions", "edtf", "?", rows=rows)
    assert frames["date_mentions"].height == 600
    validated = validate(frames)
    assert validated.result.passed == passes
    assert failing(validated)["date_mentions.edtf.matches_regex"] == ("refused" if passes else "stops")
    assert validated.result.refused.height == (rows if passes else 0)
    assert validated.frames["date_mentions"].height == (600 - rows if passes else 600)


@pytest.mark.parametrize(("rows", "passes"), [(5, True), (6, False)])
def test_a_few_rows_of_a_small_table_may_be_refused(frames, rows, passes, validate):
    frames["date_mentions"] = frames["date_mentions"][:20].with_columns(
        edtf=pl.when(pl.int_range(pl.len()) < rows).then(pl.lit("?")).otherwise("edtf")
    )
    assert validate(frames).result.passed == passes


@pytest.mark.parametrize(
    ("table", "column", "value", "check"),
    [
        ("documents", "language", "español", "documents.language.matches_regex"),
        ("documents", "source_path", None, "documents.source_path.not_null"),
        ("paragraphs", "part", "elsewhere", "paragraphs.part.in_set"),
        ("bodies", "name_es", None, "bodies.name_es.not_null"),
        ("date_mentions", "date_mention_id", "d1", "date_mentions.date_mention_id.matches_regex"),
        ("date_mentions", "date_mention_id", f"{DOCUMENT}-d0002", "date_mentions.key"),
        ("date_mentions", "document_id", None, "date_mentions.document_id.not_null"),
        ("date_mentions", "document_id", "f" * 16, "date_mentions_document_id_resolves"),
        ("date_mentions", "citation_id", f"{DOCUMENT}-c0001", "date_mentions_citation_id_resolves"),
        ("documents", "paragraph_count", 2, "paragraph_count_agrees"),
    ],
)
def test_a_fault_in_what_others_stand_on_stops_publishing(spoil, table, column, value, check, validate):
    validated = validate(spoil(table, column, value))
    assert not validated.result.passed
    assert failing(validated)[check] == "stops"
    assert any(check in sentence for sentence in validated.result.stopped_by)
    assert validated.result.refused.is_empty()


def test_a_warning_is_noted_and_blocks_nothing(frames, validate):
    frames["documents"] = frames["documents"].with_columns(
        symbol=pl.lit("sin signatura"),
        adoption_date=pl.lit(datetime.date(2011, 1, 2)),
        issue_date=pl.lit(datetime.date(2011, 1, 1)),
    )
    validated = validate(frames)
    assert validated.result.passed
    assert {"documents.symbol.matches_regex", "adoption_not_after_issue"} <= set(failing(validated))
    assert set(failing(validated).values()) == {"noted"}
    assert validated.frames["documents"].equals(frames["documents"])


def test_what_refers_to_a_refused_row_loses_the_reference(frames, validate):
    mention = frames["date_mentions"].row(0, named=True)
    citation = {name: mention.get(name) for name in registry.table("citations").columns}
    citation |= {"citation_id": f"{DOCUMENT}-c0001", "cited_type": "unheard of", "relation": "cited"}
    schema = render.polars_schema(registry.table("citations"))
    frames["citations"] = pl.DataFrame([{**citation, "is_ambiguous": False}], schema=schema)
    frames["date_mentions"] = frames["date_mentions"].with_columns(
        citation_id=pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(citation["citation_id"]))
    )
    validated = validate(frames)
    assert validated.result.passed
    assert failing(validated)["citations.cited_type.in_set"] == "refused"
    assert validated.result.refused["row_key"].to_list() == [citation["citation_id"]]
    assert validated.frames["citations"].is_empty()
    assert validated.frames["date_mentions"].equals(
        frames["date_mentions"].with_columns(citation_id=pl.lit(None, pl.String))
    )


def test_a_fact_that_fails_a_rule_is_refused_and_the_rest_is_published(spoil, validate):
    frames = spoil("date_mentions", "precision", "month")
    validated = validate(frames)
    assert validated.result.passed
    assert failing(validated) == {"precision_agrees_with_edtf": "refused"}
    assert validated.frames["date_mentions"].equals(frames["date_mentions"][1:])
    (entry,) = validated.result.refused.to_dicts()
    assert validated.frames["quarantine"].to_dicts() == [entry]
    assert entry["reason_code"] == "precision_agrees_with_edtf"
    assert entry["message"].startswith("The precision of a date is not the one its EDTF value has.")
    assert entry["row_key"] == frames["date_mentions"].row(0, named=True)["date_mention_id"]
    assert validated.result.rows["date_mentions"] == 599


@pytest.mark.parametrize(("rows", "passes"), [(6, True), (7, False)])
def test_a_rule_that_names_too_large_a_share_stops_publishing(spoil, validate, rows, passes):
    validated = validate(spoil("date_mentions", "precision", "month", rows=rows))
    assert validated.result.passed == passes
    assert failing(validated) == {"precision_agrees_with_edtf": "refused" if passes else "stops"}
    assert validated.result.refused.height == (rows if passes else 0)


@pytest.mark.parametrize(
    ("table", "column", "value", "check"),
    [
        ("documents", "paragraph_count", 2, "paragraph_count_agrees"),
        ("documents", "language", "español", "documents.language.matches_regex"),
        ("documents", "source_path", None, "documents.source_path.not_null"),
        ("paragraphs", "part", "elsewhere", "paragraphs.part.in_set"),
    ],
)
def test_a_document_at_fault_goes_whole_and_the_others_are_published(
    frames, spoil, table, column, value, check, validate
):
    second = {
        name: frame.with_columns(pl.col(pl.String).str.replace_all(DOCUMENT, "f" * 16))
        for name, frame in frames.items()
        if "document_id" in frame.columns
    }
    spoilt = spoil(table, column, value)
    validated = validate(
        {name: pl.concat([spoilt[name], second.get(name, frame.clear())]) for name, frame in frames.items()}
    )
    assert validated.result.passed
    assert failing(validated) == {check: "refused"}
    for name, frame in second.items():
        if name != "quarantine":
            assert validated.frames[name].equals(frame), name
            assert validated.result.rows[name] == frame.height
    (entry,) = validated.result.refused.to_dicts()
    assert validated.frames["quarantine"].to_dicts() == [entry]
    assert [entry[name] for name in ("table_name", "row_key", "reason_code")] == [
        "documents",
        DOCUMENT,
        check,
    ]


def test_an_empty_warehouse_stops_publishing(frames, validate):
    validated = validate({name: frame.clear() for name, frame in frames.items()})
    assert not validated.result.passed
    assert failing(validated)["documents.row_count"] == "stops"
