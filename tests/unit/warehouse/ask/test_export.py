"""Exports read back by other programs than the ones that wrote them."""

import csv
import os
import sqlite3
import subprocess
import sys
from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pytest
import python_calamine

from cronica.warehouse.ask import export, query
from cronica.warehouse.ask.query import QueryError
from cronica.warehouse.store.catalog import STORAGE_VERSION
from tests.small_warehouse import DATASET, SPORT_73

FORMULAS = ["=1+1", "+1", "-1", "@A1", "\t=1", "＝1", "'=1", "1-1", "«=1»", 'said "=1", twice\nand more', ""]
LONG = "ñ" * 40_000
TRICKY = {
    **DATASET,
    "documents": [
        {
            **DATASET["documents"][0],
            "title": LONG,
            "adoption_date": date(1815, 6, 9),
            "meeting_is_resumed": True,
        },
        *DATASET["documents"][1:],
    ],
    "terms": [
        {"document_id": SPORT_73, "term": term, "term_size": 1, "mentions": number}
        for number, term in enumerate(FORMULAS)
    ],
}
TABLES = ["documents", "terms", "timeline"]


@pytest.fixture(scope="module")
def tricky(tmp_path_factory):
    from cronica.warehouse.publish.release import Warehouse
    from tests.small_warehouse import stage_release

    root = Warehouse(tmp_path_factory.mktemp("tricky") / "warehouse")
    with root.lock():
        staged = root.stage()
        stage_release(staged, TRICKY)
        return root.publish(staged).path


def parquet(release, table: str) -> pl.DataFrame:
    return pl.read_parquet(release / f"{table}.parquet")


def test_csv(tricky, tmp_path):
    done = export.export(tricky, tmp_path / "new" / "folder", "csv", TABLES)
    assert [path.name for path in done.files] == ["documents.csv", "terms.csv", "timeline.csv"]
    assert done.rows == {
        "documents": 4,
        "terms": len(FORMULAS),
        "timeline": parquet(tricky, "timeline").height,
    }
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(
        path.name for path in done.files
    )
    with done.files[1].open(encoding="utf-8-sig", newline="") as handle:
        written = [row["term"] for row in csv.DictReader(handle)]
    kept = ["'=1", "1-1", "«=1»", 'said "=1", twice\nand more', ""]
    assert sorted(written) == sorted(["'=1+1", "'+1", "'-1", "'@A1", "'\t=1", "'＝1", *kept])
    documents = parquet(tricky, "documents").cast({pl.Date: pl.String})
    for read in (pl.from_pandas(pd.read_csv(done.files[0])), pl.read_csv(done.files[0])):
        assert read.columns == documents.columns
        assert read["title"].to_list() == documents["title"].to_list()
        assert read["adoption_date"].to_list() == documents["adoption_date"].to_list()
        assert read["session_number"].sum() == documents["session_number"].sum()


def test_sqlite_has_types_and_keys(tricky, tmp_path):
    [path] = export.export(tricky, tmp_path, "sqlite").files
    assert path == tmp_path / "cronica.sqlite"
    connection = sqlite3.connect(path)
    try:
        counts = {table.name: table.rows for table in query.tables(tricky)}
        assert counts == {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in counts
        }
        shown = "SELECT document_id, adoption_date, session_number, meeting_is_resumed, title FROM documents"
        assert connection.execute(f"{shown} ORDER BY 1").fetchone() == (SPORT_73, "1815-06-09", 73, 1, LONG)
        assert [
            term for (term,) in connection.execute("SELECT term FROM terms ORDER BY mentions")
        ] == FORMULAS
        columns = {row[1]: (row[2], row[5]) for row in connection.execute("PRAGMA table_info(documents)")}
        assert columns["document_id"] == ("TEXT", 1)
        assert columns["adoption_date"] == ("DATE", 0)
        assert columns["session_number"] == ("INTEGER", 0)
        assert columns["meeting_is_resumed"] == ("BOOLEAN", 0)
        assert connection.execute("PRAGMA foreign_key_check(paragraphs)").fetchall() == []
        keys = {row[3]: (row[2], row[4]) for row in connection.execute("PRAGMA foreign_key_list(paragraphs)")}
        assert keys == {"document_id": ("documents", "document_id")}
    finally:
        connection.close()


def test_a_key_to_a_table_that_is_left_out_is_left_out(tricky, tmp_path):
    [path] = export.export(tricky, tmp_path, "sqlite", ["paragraphs"]).files
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [
            ("paragraphs",)
        ]
        assert connection.execute("PRAGMA foreign_key_list(paragraphs)").fetchall() == []
    finally:
        connection.close()


def test_duckdb_is_described_and_opens_in_old_clients(tricky, tmp_path):
    done = export.export(tricky, tmp_path, "duckdb", TABLES)
    [path] = done.files
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute("SELECT table_name, comment FROM duckdb_tables() ORDER BY 1").fetchall()
        assert [name for name, _ in names] == TABLES
        described = query.describe(tricky, "documents")
        columns = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = 'documents' ORDER BY column_index"
        ).fetchall()
        assert [name for name, _, _ in columns] == [column.name for column in described]
        assert [kind for _, kind, _ in columns] == [column.type for column in described]
        assert all(comment for _, _, comment in columns)
        for table in TABLES:
            assert connection.sql(f"FROM {table}").pl().equals(parquet(tricky, table))
        tags = connection.execute(
            "SELECT tags FROM duckdb_databases() WHERE database_name = 'cronica'"
        ).fetchone()
    assert STORAGE_VERSION in str(tags)


def test_excel(tricky, tmp_path):
    done = export.export(tricky, tmp_path, "xlsx", TABLES)
    book = python_calamine.CalamineWorkbook.from_path(str(done.files[0]))
    assert book.sheet_names == ["dictionary", *TABLES]
    header, *described = book.get_sheet_by_name("dictionary").to_python()
    assert header == ["table", "column", "type", "description"]
    assert described[0][:3] == ["documents", "document_id", "string"]
    header, *terms = book.get_sheet_by_name("terms").to_python()
    assert header == ["document_id", "term", "term_size", "mentions"]
    assert {row[1] for row in terms} == set(FORMULAS)
    assert sum(row[3] for row in terms) == sum(range(len(FORMULAS)))
    header, *documents = book.get_sheet_by_name("documents").to_python()
    [first] = [dict(zip(header, row, strict=True)) for row in documents if row[0] == SPORT_73]
    assert first["title"] == LONG[:32_766] + "…"
    assert (first["adoption_date"], first["issue_date"]) == ("1815-06-09", date(2019, 8, 1))
    assert (first["session_number"], first["meeting_is_resumed"]) == (73, True)
    assert done.notes == [
        "1 texts of documents are longer than an Excel cell and were cut at 32,767 characters",
        f"{parquet(tricky, 'timeline').filter(title=LONG).height} texts of timeline are longer than an Excel cell"
        " and were cut at 32,767 characters",
    ]


def test_a_table_too_long_for_a_sheet_is_one_clear_line_and_nothing_is_written(tricky, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "SHEET_ROWS", 5)
    with pytest.raises(QueryError) as caught:
        export.export(tricky, tmp_path, "xlsx", TABLES)
    assert str(caught.value) == (
        f"terms has {len(FORMULAS)} rows, an Excel sheet holds 4: "
        "name other tables with --tables, or take another format"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_is_replaced_only_by_a_whole_file(tricky, tmp_path, monkeypatch):
    (tmp_path / "cronica.sqlite").write_bytes(b"before")
    export.export(tricky, tmp_path, "sqlite", ["terms"])
    whole = (tmp_path / "cronica.sqlite").read_bytes()
    monkeypatch.setitem(export.SQLITE, "date", "DATE, nonsense(")
    with pytest.raises(sqlite3.OperationalError):
        export.export(tricky, tmp_path, "sqlite", ["terms", "documents"])
    assert (tmp_path / "cronica.sqlite").read_bytes() == whole
    assert list(tmp_path.iterdir()) == [tmp_path / "cronica.sqlite"]


def test_mistakes_are_one_clear_line(tricky, tmp_path):
    with pytest.raises(QueryError, match="no table document: did you mean documents"):
        export.export(tricky, tmp_path, "csv", ["document"])
    (tmp_path / "file").touch()
    with pytest.raises(QueryError, match=r"cannot write to .*file: File exists"):
        export.export(tricky, tmp_path / "file", "csv")


OLD_CLIENT = os.environ.get("CRONICA_OLD_DUCKDB")


@pytest.mark.skipif(
    not OLD_CLIENT, reason="CRONICA_OLD_DUCKDB names the python of an environment with DuckDB 1.0"
)
def test_an_old_client_opens_a_release(tricky):
    ask = "import sys, duckdb; print(duckdb.__version__, duckdb.connect(sys.argv[1], read_only=True).sql('SELECT count(*), (SELECT count(*) FROM timeline) FROM documents').fetchall())"
    done = subprocess.run(
        [OLD_CLIENT, "-c", ask, tricky / "cronica.duckdb"],
        capture_output=True,
        text=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"[(4, {parquet(tricky, 'timeline').height})]\n")
    assert sys.executable != OLD_CLIENT
