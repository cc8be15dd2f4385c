import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cronica.schemas import registry, render
from cronica.warehouse.store.write import read_table, write_table
from tests.small_warehouse import DATASET, frame

TERMS = registry.table("terms")
DATES = registry.table("date_mentions")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("table", [*registry.tables(), *registry.views()], ids=lambda table: table.name)
def test_every_file_has_exactly_the_contract_schema_even_without_rows(table, tmp_path):
    path = tmp_path / "t.parquet"
    write_table(pl.DataFrame(schema=render.polars_schema(table)), table, path)
    written = pq.read_schema(path)
    assert written.equals(render.arrow_schema(table), check_metadata=False)
    assert [field.metadata for field in written] == [field.metadata for field in render.arrow_schema(table)]
    assert written.metadata == {
        b"table": table.name.encode(),
        b"contract_version": registry.CONTRACT_VERSION.encode(),
        b"description": table.description.encode(),
    }
    assert pq.read_metadata(path).num_rows == 0


def test_strings_dates_and_times_are_the_plain_types_bi_tools_read(tmp_path):
    types = {field.type for table in registry.tables() for field in render.arrow_schema(table)}
    assert types <= {
        pa.string(),
        pa.int16(),
        pa.int32(),
        pa.int64(),
        pa.bool_(),
        pa.date32(),
        pa.float64(),
        pa.timestamp("us", "UTC"),
    }


def test_rows_come_back_in_contract_order_without_extra_columns(tmp_path):
    path = tmp_path / "t.parquet"
    rows = frame("date_mentions", DATASET["date_mentions"])
    shuffled = (
        rows.select(reversed(rows.columns))
        .with_columns(scratch=pl.lit(1))
        .sample(fraction=1, shuffle=True, seed=7)
    )
    write_table(shuffled, DATES, path)
    back = read_table(path)
    assert back.columns == list(DATES.columns)
    assert back.equals(rows.sort(DATES.sort, nulls_last=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    keys=st.lists(st.tuples(st.sampled_from("abcdef"), st.text(max_size=4)), unique=True, max_size=12),
    cut=st.integers(0, 12),
    seed=st.integers(0, 99),
)
def test_bytes_depend_on_neither_the_order_nor_the_chunks_of_the_rows(keys, cut, seed, tmp_path):
    rows = frame("terms", [{"document_id": d, "term": t, "mentions": i + 1} for i, (d, t) in enumerate(keys)])
    once, again = tmp_path / "once.parquet", tmp_path / "again.parquet"
    write_table(rows, TERMS, once)
    mixed = rows.sample(fraction=1, shuffle=True, seed=seed) if keys else rows
    write_table(pl.concat([mixed[:cut], mixed[cut:]], rechunk=False), TERMS, again)
    assert once.read_bytes() == again.read_bytes()


WRITER = """
import sys
import polars as pl
from pathlib import Path
from cronica.schemas import registry
from cronica.warehouse.store.write import write_table
assert pl.thread_pool_size() == int(sys.argv[2])
rows = pl.DataFrame({"i": range(130_000)}).select(
    document_id=pl.format("{}", (pl.col("i") * 7919) % 1000),
    term=pl.format("término {}", pl.col("i")),
    term_size=pl.lit(1),
    mentions=pl.col("i") % 13 + 1,
)
write_table(rows, registry.table("terms"), Path(sys.argv[1]))
"""


def test_another_process_with_another_number_of_threads_writes_the_same_bytes(tmp_path):
    digests = set()
    for threads in ("1", "3"):
        path = tmp_path / f"{threads}.parquet"
        environment = {**os.environ, "POLARS_MAX_THREADS": threads}
        subprocess.run([sys.executable, "-c", WRITER, str(path), threads], env=environment, check=True)
        digests.add(digest(path))
    assert len(digests) == 1
    assert pq.read_metadata(path).num_row_groups == 2  # also across the border of a row group


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (pl.exclude("term"), "terms: no column term"),
        (pl.all().exclude("mentions", "term_size"), "terms: no column term_size, mentions"),
        ([pl.exclude("term"), pl.lit(None).alias("term")], "column term: 1 null"),
        (
            [pl.exclude("term_size"), pl.lit(40_000).alias("term_size")],
            "column term_size: Integer value 40000",
        ),
        ([pl.exclude("mentions"), pl.lit(1.5).alias("mentions")], "column mentions: Float value 1.5"),
        ([pl.exclude("mentions"), pl.lit("many").alias("mentions")], "column mentions: Failed to parse"),
        ([pl.exclude("term"), pl.lit([["a"]]).alias("term")], "column term: Unsupported cast"),
    ],
)
def test_what_does_not_fit_the_contract_is_refused_by_name(change, message, tmp_path):
    rows = frame("terms", DATASET["terms"][:1]).select(change)
    with pytest.raises(ValueError, match=message):
        write_table(rows, TERMS, tmp_path / "t.parquet")


def test_wider_types_are_narrowed_to_the_contract(tmp_path):
    rows = frame("date_mentions", DATASET["date_mentions"]).with_columns(pl.col("start_char").cast(pl.Int64))
    write_table(rows, DATES, tmp_path / "t.parquet")
    back = read_table(tmp_path / "t.parquet")
    assert dict(back.schema) == render.polars_schema(DATES)
    assert date(2010, 10, 18) in back["start_date"].to_list()
