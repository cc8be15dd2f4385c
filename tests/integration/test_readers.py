"""Whoever reads the Parquet files of a release finds the same rows, values and sums; the descriptor is valid."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from cronica.schemas import registry
from cronica.warehouse.ask import query
from cronica.warehouse.store import kept, package

NAMES = [table.name for table in (*registry.tables(), *registry.views())]
Facts = dict[str, tuple[int, dict[str, int], dict[str, int]]]
"""Of each table its rows, the values that are not null in each column, and the sums of the columns of whole numbers."""


def by_polars(release: Path, name: str) -> tuple:
    frame = pl.read_parquet(release / f"{name}.parquet")
    numbers = [column for column, kind in frame.schema.items() if kind.is_integer()]
    return (
        frame.height,
        {c: frame[c].count() for c in frame.columns},
        {c: int(frame[c].sum()) for c in numbers},
    )


def by_pyarrow(release: Path, name: str) -> tuple:
    table = pq.read_table(release / f"{name}.parquet")
    numbers = [field.name for field in table.schema if str(field.type).startswith("int")]
    sums = {column: pc.sum(table[column]).as_py() or 0 for column in numbers}
    return table.num_rows, {c: len(table[c]) - table[c].null_count for c in table.column_names}, sums


def by_pandas(release: Path, name: str) -> tuple:
    frame = pd.read_parquet(release / f"{name}.parquet", dtype_backend="numpy_nullable")
    numbers = frame.select_dtypes("integer").columns
    return (
        len(frame),
        {c: int(frame[c].count()) for c in frame.columns},
        {c: int(frame[c].sum()) for c in numbers},
    )


def by_sql(ask: Callable[[str], list], columns: dict[str, str], source: str) -> tuple:
    numbers = [
        name for name, kind in columns.items() if kind.upper().startswith(("INT", "BIGINT", "SMALLINT"))
    ]
    wanted = ["count(*)", *(f"count({c})" for c in columns), *(f"coalesce(sum({c}), 0)" for c in numbers)]
    rows, *values = (int(value) for value in ask(f"SELECT {', '.join(wanted)} FROM {source}"))
    counts = dict(zip(columns, values[: len(columns)], strict=True))
    return rows, counts, dict(zip(numbers, values[len(columns) :], strict=True))


def by_duckdb(release: Path, name: str) -> tuple:
    with duckdb.connect() as connection:
        source = f"'{release / name}.parquet'"
        return by_sql(lambda sql: connection.execute(sql).fetchone(), _columns(connection, source), source)


def by_datafusion(release: Path, name: str) -> tuple:
    import datafusion

    context = datafusion.SessionContext()
    context.register_parquet(name, str(release / f"{name}.parquet"))
    columns = {field.name: str(field.type) for field in context.table(name).schema()}
    return by_sql(lambda sql: list(context.sql(sql).to_pylist()[0].values()), columns, name)


@pytest.fixture(scope="module")
def in_database(built) -> Facts:
    with duckdb.connect(built.release / "cronica.duckdb", read_only=True) as connection:
        return {
            name: by_sql(lambda sql: connection.execute(sql).fetchone(), _columns(connection, name), name)
            for name in NAMES
        }


def _columns(connection: duckdb.DuckDBPyConnection, source: str) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()}


@pytest.mark.parametrize("read", [by_polars, by_pyarrow, by_pandas, by_duckdb, by_datafusion])
def test_every_reader_finds_the_same(built, in_database, read):
    assert {name: read(built.release, name) for name in NAMES} == in_database


def test_the_descriptor_counts_the_same_rows(built, in_database):
    counted = {table.name: table.rows for table in query.tables(built.release)}
    assert {name: rows for name, (rows, _, _) in in_database.items()} == counted


def test_spark_finds_the_same(built, in_database, monkeypatch):
    sql = pytest.importorskip(
        "pyspark.sql", reason="SKIPPED, NOT PROVEN: Spark's reading; pip install pyspark==4.0.1, with Java 17"
    )
    if not shutil.which("java"):
        pytest.skip(
            "SKIPPED, NOT PROVEN: Spark's reading; there is no Java here (Debian: openjdk-17-jre-headless)"
        )
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        found = {}
        for name in NAMES:
            frame = spark.read.parquet(str(built.release / f"{name}.parquet"))
            frame.createOrReplaceTempView(name)
            found[name] = by_sql(lambda text: list(spark.sql(text).first()), dict(frame.dtypes), name)
    finally:
        spark.stop()
    assert found == in_database


def test_the_frictionless_validator_accepts_the_descriptor(built):
    frictionless = pytest.importorskip("frictionless")
    path = built.release / package.DESCRIPTOR
    described = frictionless.Package.from_descriptor(str(path))
    assert described.to_descriptor()["name"] == "cronica"
    assert [resource.name for resource in described.resources] == [*NAMES, "cronica"]
    broken = json.loads(path.read_text(encoding="utf-8"))
    broken["resources"][0]["schema"]["fields"][0]["type"] = "sentence"
    with pytest.raises(frictionless.FrictionlessException):
        frictionless.Package.from_descriptor(broken)


def test_every_file_is_what_the_descriptor_says(built):
    for resource in package.read(built.release)["resources"]:
        path = built.release / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        assert f"sha256:{kept.file_hash(path)}" == resource["hash"]
