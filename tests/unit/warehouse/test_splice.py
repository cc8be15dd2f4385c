import hashlib
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from cronica.schemas import registry, render
from cronica.warehouse.store import splice as module
from cronica.warehouse.store import thrift
from cronica.warehouse.store.splice import splice
from cronica.warehouse.store.write import TableWriter, order, write_table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.small_warehouse import DATASET, frame
from tests.unit.warehouse.spliced import SCHEMA, made, write, write_all


def groups_of(path: Path) -> list[int]:
    told = pq.read_metadata(path)
    return [told.row_group(i).num_rows for i in range(told.num_row_groups)]


def of_groups(path: Path, number: int) -> list[int]:
    """What a field of every row group says; pyarrow does not tell all."""
    values = []

    def note(data, at):
        value, end = thrift.unsigned(data, at)
        values.append(value // 2)
        return data[at:end], end

    with path.open("rb") as source:
        thrift.changed(module._footer(source), 0, {module.GROUPS: thrift.each({number: note})})
    return values


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.parquet"


def test_four_readers_read_the_rows_of_all_pieces_in_order(tmp_path, out):
    pieces = write_all(tmp_path, 0, 800, 801, 1_500)
    assert splice(pieces, out) == 1_500
    whole = made(0, 1_500)
    assert pq.read_table(out).equals(whole)
    assert pl.read_parquet(out).equals(pl.from_arrow(whole))
    assert pd.read_parquet(out).equals(whole.to_pandas())
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        read = database.execute("SELECT * FROM read_parquet(?) ORDER BY file_row_number", [str(out)])
        assert [list(row.values())[: len(SCHEMA)] for row in read.to_arrow_table().to_pylist()] == [
            list(row.values()) for row in whole.to_pylist()
        ]


def test_the_metadata_is_that_of_the_pieces_one_after_another(tmp_path, out):
    pieces = write_all(tmp_path, 0, 50, 90, 1_000, groups=2)
    splice(pieces, out)
    told = pq.read_metadata(out)
    assert (told.num_rows, groups_of(out)) == (1_000, [25, 25, 20, 20, 455, 455])
    assert told.created_by == pq.read_metadata(pieces[0]).created_by
    assert pq.read_schema(out).equals(SCHEMA, check_metadata=True)
    moving = {"file_offset", "data_page_offset", "dictionary_page_offset"}
    groups = [pq.read_metadata(p).row_group(i) for p in pieces for i in range(2)]
    for at, group in enumerate(groups):
        for column in range(len(SCHEMA)):
            one, other = (each.column(column).to_dict() for each in (group, told.row_group(at)))
            assert {k: v for k, v in one.items() if k not in moving} == {
                k: v for k, v in other.items() if k not in moving
            }
    assert any(group.column(1).has_dictionary_page for group in groups)


def test_the_offsets_lead_to_the_same_bytes(tmp_path, out):
    pieces = write_all(tmp_path, 0, 300, 700, groups=2)
    splice(pieces, out)

    def pages(path: Path) -> list[bytes]:
        data, told = path.read_bytes(), pq.read_metadata(path)
        chunks = (told.row_group(i).column(j) for i in range(told.num_row_groups) for j in range(len(SCHEMA)))
        starts = ((c.dictionary_page_offset or c.data_page_offset, c.total_compressed_size) for c in chunks)
        return [data[start : start + size] for start, size in starts]

    assert pages(out) == pages(pieces[0]) + pages(pieces[1])
    told = pq.read_metadata(out)
    first_pages = [told.row_group(i).column(0).dictionary_page_offset for i in range(told.num_row_groups)]
    assert of_groups(out, 5) == first_pages
    assert first_pages[0] == 4


@pytest.mark.parametrize("groups", [1, 14, 15, 16, 200])
def test_one_piece_gives_its_own_bytes(groups, tmp_path, out):
    (piece,) = write_all(tmp_path, 0, 400, groups=groups)
    assert splice([piece], out) == 400
    assert out.read_bytes() == piece.read_bytes()


def test_the_same_pieces_give_the_same_bytes_in_any_grouping(tmp_path, out):
    pieces = write_all(tmp_path, *range(0, 401, 20))
    once, left, right, again = (tmp_path / f"{name}.parquet" for name in ("once", "left", "right", "again"))
    splice(pieces, once)
    splice(iter(pieces[:7]), left)
    splice(pieces[7:], right)
    splice([left, right], again)
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (once, again)}
    assert len(digests) == 1
    assert pq.read_table(once).equals(made(0, 400))


def test_a_piece_may_be_what_is_replaced(tmp_path):
    one, two = write_all(tmp_path, 0, 30, 60)
    assert splice([one, two, one], one) == 90
    assert pq.read_table(one)["id"].to_pylist() == [*range(60), *range(30)]


@pytest.mark.parametrize("name", ["paragraphs", "documents", "date_mentions", "terms"])
def test_tables_of_the_contract_are_spliced_to_what_one_writer_writes(name, tmp_path, out):
    table = registry.table(name)
    rows = frame(name, DATASET[name]).sort(order(table), nulls_last=True)
    pieces = []
    for at, part in enumerate(rows.iter_slices(1)):
        pieces.append(tmp_path / f"{at}.parquet")
        with TableWriter(table, pieces[-1]) as writer:
            writer.append(part)
    assert len(pieces) > 1
    assert splice(pieces, out) == rows.height
    write_table(rows, table, whole := tmp_path / "whole.parquet")
    assert pq.read_schema(out).equals(pq.read_schema(whole), check_metadata=True)
    assert pq.read_table(out).equals(pq.read_table(whole))
    assert splice([whole], out) == rows.height
    assert out.read_bytes() == whole.read_bytes()


def test_a_piece_without_rows_adds_nothing(tmp_path, out):
    none, some, more = write_all(tmp_path, 0, 0, 40, 50)
    one_empty_group = tmp_path / "one_empty_group.parquet"
    pq.write_table(made(0, 0), one_empty_group, compression="zstd")
    assert [groups_of(path) for path in (none, one_empty_group)] == [[], [0]]
    splice([some, more], out)
    without = out.read_bytes()
    assert splice([none, one_empty_group, some, none, more, one_empty_group], out) == 50
    assert out.read_bytes() == without


def test_pieces_all_without_rows_give_a_file_without_rows(tmp_path, out):
    table = registry.table("paragraphs")
    piece = tmp_path / "piece.parquet"
    write_table(pl.DataFrame(schema=render.polars_schema(table)), table, piece)
    assert splice([piece] * 3, out) == 0
    assert out.read_bytes() == piece.read_bytes()
    assert pl.read_parquet(out).columns == list(table.columns)


VALUES = st.tuples(
    st.one_of(st.none(), st.text(max_size=6), st.sampled_from("aé日")),
    st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
    st.one_of(st.none(), st.dates()),
    st.one_of(st.none(), st.booleans()),
    st.one_of(st.none(), st.floats(allow_nan=False)),
)
KINDS = {"s": pl.String, "i": pl.Int64, "d": pl.Date, "b": pl.Boolean, "f": pl.Float64}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(rows=st.lists(VALUES, max_size=30), cuts=st.lists(st.integers(0, 30), max_size=5))
def test_any_split_of_a_frame_reads_back_as_the_frame(rows, cuts, tmp_path, out):
    whole = pl.DataFrame(rows, schema=KINDS, orient="row").to_arrow(compat_level=pl.CompatLevel.oldest())
    bounds = sorted(min(cut, len(rows)) for cut in (0, *cuts, len(rows)))
    pieces = []
    for number, (start, stop) in enumerate(pairwise(bounds)):
        pieces.append(write(whole.slice(start, stop - start), tmp_path / f"{number}.parquet"))
    assert splice(pieces, out) == len(rows)
    assert pq.read_table(out).equals(whole)
    assert pl.read_parquet(out).equals(pl.from_arrow(whole))
    assert sum(groups_of(out)) == len(rows)


def test_readers_skip_the_row_groups_whose_statistics_rule_them_out(tmp_path, out):
    pieces = write_all(tmp_path, 0, 300, 600, 900)
    splice(pieces, out)
    # The pages of the first and the last group are spoiled, so that only a reader that skips them succeeds.
    data, told = bytearray(out.read_bytes()), pq.read_metadata(out)
    for at in (0, 2):
        group = told.row_group(at)
        for column in (group.column(i) for i in range(len(SCHEMA))):
            start = column.dictionary_page_offset or column.data_page_offset
            data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    out.write_bytes(data)
    # A filter of pandas and of pyarrow's datasets, a WHERE of DuckDB, a filter of a lazy frame of polars.
    kept = pq.read_table(out, filters=[("id", ">=", 310), ("id", "<", 320)])
    assert kept["id"].to_pylist() == list(range(310, 320))
    found = duckdb.sql(f"SELECT id, word FROM '{out}' WHERE id BETWEEN 310 AND 319 ORDER BY id").fetchall()
    assert found == [(i, [None, "paz", "año", "日本"][i % 4]) for i in range(310, 320)]
    lazy = pl.scan_parquet(out).filter(pl.col("id").is_between(310, 319)).collect()
    assert lazy["id"].to_list() == list(range(310, 320))
    with pytest.raises(OSError):
        pq.read_table(out)


def test_a_page_index_is_left_out_and_the_rows_are_there(tmp_path, out):
    pieces = write_all(tmp_path, 0, 300, 600, write_page_index=True)
    assert pq.read_metadata(pieces[0]).row_group(0).column(0).has_offset_index
    splice(pieces, out)
    told = pq.read_metadata(out)
    columns = [told.row_group(i).column(j) for i in range(2) for j in range(len(SCHEMA))]
    assert not any(column.has_offset_index or column.has_column_index for column in columns)
    assert pq.ParquetFile(out).read().equals(made(0, 600))
    assert pl.scan_parquet(out).filter(pl.col("id") == 450).collect()["id"].to_list() == [450]
    assert duckdb.sql(f"SELECT count(*) FROM '{out}' WHERE id >= 450").fetchone() == (150,)


def test_bloom_filters_move_with_their_row_groups(tmp_path, out):
    pieces = write_all(tmp_path, 0, 300, 600, bloom_filter_options={"word": True, "id": True})
    splice(pieces, out)
    filters = []
    for path in (*pieces, out):
        data, told = path.read_bytes(), pq.read_metadata(path)
        for column in (told.row_group(i).column(j) for i in range(told.num_row_groups) for j in (0, 1)):
            start = column.bloom_filter_offset
            filters.append(data[start : start + column.bloom_filter_length])
    assert len(set(filters[:4])) > 2
    assert all(filters)
    assert filters[:4] == filters[4:]
    # DuckDB is the one that asks them.
    probe = f"SELECT row_group_id, bloom_filter_excludes FROM parquet_bloom_probe('{out}', 'id', 5_000)"
    assert duckdb.sql(probe).fetchall() == [(0, True), (1, True)]
    assert pq.ParquetFile(out).read().equals(made(0, 600))


def test_files_of_other_writers_with_numbered_row_groups(tmp_path, out):
    pieces = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    rows = pl.DataFrame({"i": range(5_000), "s": [f"ñ{i % 9}" for i in range(5_000)]})
    for piece, part in zip(pieces, (rows[:3_000], rows[3_000:]), strict=True):
        part.write_parquet(piece, row_group_size=1_000)
    splice(pieces, out)
    assert pl.read_parquet(out).equals(rows)
    assert pq.read_table(out).num_rows == 5_000
    assert duckdb.sql(f"SELECT count(*), sum(i) FROM '{out}'").fetchone() == (5_000, 12_497_500)
    assert of_groups(out, 7) == [0, 1, 2, 3, 4]


def test_more_row_groups_than_have_a_number_are_refused_where_they_have_one(tmp_path, out):
    rows = pl.DataFrame({"i": [1]})
    rows.write_parquet(numbered := tmp_path / "numbered.parquet")
    write(rows.to_arrow(), unnumbered := tmp_path / "unnumbered.parquet")
    for piece in (numbered, unnumbered):
        splice([piece] * 128, piece)
    assert splice([numbered] * 256, out) == 2**15
    with pytest.raises(ValueError, match="one more than a file can number"):
        splice([numbered] * 257, out)
    assert splice([unnumbered] * 257, out) == pl.read_parquet(out).height == 2**15 + 128
