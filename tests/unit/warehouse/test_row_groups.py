"""Documents whose rows two files may not have in common are found, and not all of them when most are."""

from pathlib import Path

import polars as pl
import pytest
from cronica.warehouse.store import row_groups
from hypothesis import given
from hypothesis import strategies as st


def written(path: Path, groups: list[list[tuple[str, int]]]) -> Path:
    """A file with a row group for each of some rows."""
    import pyarrow.parquet as pq

    frames = [pl.DataFrame(rows, schema=["document_id", "n"], orient="row") for rows in groups]
    with pq.ParquetWriter(path, frames[0].to_arrow().schema) as writer:
        for frame in frames:
            writer.write_table(frame.to_arrow())
    return path


def stretch(first: str, *values: int) -> list[tuple[str, int]]:
    return [(f"{first}{number}", value) for number, value in enumerate(values)]


def test_only_documents_of_row_groups_that_differ_are_unlike(tmp_path):
    one = written(tmp_path / "one", [stretch("a", 1, 2), stretch("b", 1, 2), stretch("c", 1)])
    other = written(tmp_path / "other", [stretch("a", 1, 2), stretch("b", 1, 3, 4), stretch("c", 1)])
    assert row_groups.unlike(one, other) == [("b0", "b2")]
    assert row_groups.unlike(one, one) == []


def test_many_ranges_are_one(tmp_path, monkeypatch):
    monkeypatch.setattr(row_groups, "MOST", 1)
    one = written(tmp_path / "one", [stretch("a", 1), stretch("b", 1), stretch("c", 1)])
    other = written(tmp_path / "other", [stretch("a", 2), stretch("b", 1), stretch("c", 2)])
    assert row_groups.unlike(one, other) == [("a0", "c0")]


@pytest.mark.parametrize("columns", [["document_id", "m"], ["id", "n"]])
def test_of_files_with_other_columns_nothing_can_be_told(columns, tmp_path):
    one = written(tmp_path / "one", [stretch("a", 1)])
    pl.DataFrame([("a0", 1)], schema=columns, orient="row").write_parquet(tmp_path / "other")
    assert row_groups.unlike(tmp_path / "other", one) is None


GROUPS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 2), min_size=1), min_size=1)


@given(one=GROUPS, other=GROUPS)
def test_outside_the_ranges_both_hold_the_same_rows(one, other, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    cut = [[sorted(group.items()) for group in groups] for groups in (one, other)]
    paths = [written(folder / str(side), groups) for side, groups in enumerate(cut)]
    ranges = row_groups.unlike(*paths)
    outside = [
        {row for group in groups for row in group if not any(a <= row[0] <= b for a, b in ranges)}
        for groups in cut
    ]
    assert outside[0] == outside[1]
