"""A new release against the one before, with real Parquet files of both."""

import polars as pl
import pytest

from cronica.flows.validate import bounds
from cronica.schemas import registry, render
from cronica.warehouse.store.write import write_table


def write(folder, **tables):
    folder.mkdir()
    for table in registry.tables():
        frame = tables.get(table.name, pl.DataFrame(schema=render.polars_schema(table)))
        write_table(frame, table, folder / f"{table.name}.parquet")
    return folder


def documents(count, dated):
    """So many documents, of which the first have a date."""
    row = {
        "source_path": "a.txt",
        "source_sha256": "0" * 64,
        "source_bytes": 1,
        "source_format": "txt",
        "language": "es",
        "document_type": "other",
        "document_type_rule_id": "none",
        "paragraph_count": 1,
        "word_count": 1,
    }
    rows = [
        {
            **row,
            "document_id": f"{number:016x}",
            "document_date_origin": "stated" if number < dated else None,
        }
        for number in range(count)
    ]
    return pl.DataFrame(rows, schema=render.polars_schema(registry.table("documents")))


def quarantine(count, stage="read"):
    row = {"stage": stage, "reason_code": "empty", "message": "holds no text", "source_path": "b.txt"}
    rows = [{**row, "quarantine_id": f"{number:016x}"} for number in range(count)]
    return pl.DataFrame(rows, schema=render.polars_schema(registry.table("quarantine")))


@pytest.fixture
def before(tmp_path):
    return write(tmp_path / "before", documents=documents(100, dated=90))


def failed(results):
    return [result for result in results if not result.passed]


def test_the_same_again_passes_and_says_what_was_looked_at(before):
    results = bounds.check(before, before)
    assert [(result.check_id, result.effect) for result in results] == [
        ("documents.read_kept", "none"),
        ("documents.rows_kept", "none"),
        ("documents.document_date_origin.filled_kept", "none"),
    ]


@pytest.mark.parametrize(("count", "passes"), [(50, True), (49, False)])
def test_half_of_the_rows_may_go(before, tmp_path, count, passes):
    after = write(tmp_path / "after", documents=documents(count, dated=count))
    found = failed(bounds.check(before, after))
    assert (
        [(each.check_id, each.effect, each.why) for each in found] == []
        if passes
        else [
            (
                "documents.rows_kept",
                "stops",
                "documents.rows_kept: expected that the table keeps 50% of the 100 rows of the release before. "
                "It has 49. A release that is meant to be smaller is published with --accept-shrinkage.",
            )
        ]
    )


@pytest.mark.parametrize(("dated", "passes"), [(45, True), (44, False)])
def test_half_of_the_rate_at_which_a_column_is_filled_may_go(before, tmp_path, dated, passes):
    after = write(tmp_path / "after", documents=documents(100, dated=dated))
    found = failed(bounds.check(before, after))
    assert [each.check_id for each in found] == (
        [] if passes else ["documents.document_date_origin.filled_kept"]
    )
    for each in found:
        assert each.why.startswith(
            "documents.document_date_origin.filled_kept: expected that document_date_origin has a value in "
            "45.0% of the rows; in the release before it has one in 90.0%. It has one in 44.0%, 44 of 100."
        )
        assert each.sample[0] == {
            "document_id": f"{44:016x}",
            "source_path": "a.txt",
            "document_date_origin": None,
        }


def test_a_warehouse_may_grow_by_documents_of_another_kind(before, tmp_path):
    after = write(tmp_path / "after", documents=documents(1000, dated=90), quarantine=quarantine(1000))
    assert failed(bounds.check(before, after)) == []


@pytest.mark.parametrize(("refused", "passes"), [(22, True), (23, False)])
def test_a_fifth_of_the_rate_at_which_files_are_read_may_go(before, tmp_path, refused, passes):
    after = write(tmp_path / "after", documents=documents(90, dated=90), quarantine=quarantine(refused))
    found = failed(bounds.check(before, after))
    assert [each.check_id for each in found] == ([] if passes else ["documents.read_kept"])


def test_files_refused_before_they_were_read_are_not_counted(before, tmp_path):
    after = write(
        tmp_path / "after", documents=documents(90, dated=90), quarantine=quarantine(500, stage="discover")
    )
    assert failed(bounds.check(before, after)) == []


def test_what_is_accepted_is_noted_and_stops_nothing(before, tmp_path):
    after = write(tmp_path / "after", documents=documents(10, dated=0))
    assert {each.effect for each in failed(bounds.check(before, after, accepted=True))} == {"noted"}
    assert {each.effect for each in failed(bounds.check(before, after))} == {"stops"}


def test_little_is_not_judged(tmp_path):
    before = write(tmp_path / "before", documents=documents(19, dated=19))
    after = write(tmp_path / "after", documents=documents(1, dated=0))
    assert failed(bounds.check(before, after)) == []


def test_a_damaged_release_says_nothing(before, tmp_path):
    after = write(tmp_path / "after", documents=documents(1, dated=0))
    (before / "documents.parquet").write_bytes(b"PAR1")
    assert bounds.check(before, after) == []
    (before / "quarantine.parquet").unlink()
    assert bounds.check(before, after) == []
