import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from cronica.schemas import registry
from cronica.warehouse.ask import query
from cronica.warehouse.ask.query import QueryError
from tests.small_warehouse import DATASET, SPORT_73


@pytest.fixture(autouse=True)
def untouched(release):
    """No question changes anything in the release, nor leaves a file in it."""

    def state() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in release.iterdir()}

    before = state()
    yield
    assert state() == before


def test_the_answer_is_an_arrow_table_with_the_types_of_the_contract(release):
    answer = query.run(
        release, "SELECT document_id, adoption_date, session_number FROM documents ORDER BY ALL LIMIT 1;"
    )
    assert answer.schema.types == [pa.string(), pa.date32(), pa.int16()]
    assert answer.to_pylist() == [
        {"document_id": SPORT_73, "adoption_date": date(2019, 7, 25), "session_number": 73}
    ]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("FROM terms", 2),
        ("TABLE terms", 2),
        ("VALUES (1), (2), (3)", 3),
        ("WITH few AS (FROM terms LIMIT 1) SELECT * FROM few", 1),
        ("PIVOT date_mentions ON role USING count(*) GROUP BY document_id", 3),
        ("PIVOT terms ON term_size IN (1, 2) USING sum(mentions)", 2),
        ("UNPIVOT (SELECT term_size, mentions FROM terms) ON term_size, mentions", 4),
        ("DESCRIBE terms", 4),
        ("SHOW TABLES", len(registry.tables()) + len(registry.views())),
        ("SUMMARIZE terms", 4),
        ("EXPLAIN SELECT * FROM timeline", 1),
        ("EXPLAIN ANALYZE SELECT * FROM terms", 1),
        ("EXPLAIN (FORMAT json) SELECT * FROM terms", 1),
        ("EXPLAIN (SELECT 1)", 1),
        ("SELECT 'query(' AS checkpoint, count(*) AS \"años(\" -- query(\n FROM terms", 1),
        ("-- a comment\nSELECT 1; -- and another", 1),
        ("SELECT 1 WHERE false", 0),
    ],
)
def test_every_statement_that_reads_is_answered(sql, rows, release):
    assert query.run(release, sql).num_rows == rows


OUT_OF_REACH = "files and networks are out of reach: one release is open"
REFUSED = {
    "INSERT INTO terms SELECT * FROM terms": "INSERT is refused: a release is read-only",
    "UPDATE terms SET mentions = 1": "UPDATE is refused: a release is read-only",
    "DELETE FROM terms": "DELETE is refused: a release is read-only",
    "MERGE INTO terms USING terms AS t ON false WHEN MATCHED THEN DELETE": "MERGE_INTO is refused",
    "DROP TABLE terms": "DROP is refused: a release is read-only",
    "ALTER TABLE terms ADD COLUMN x INT": "ALTER is refused: a release is read-only",
    "CREATE TABLE x AS SELECT 1": "CREATE is refused: a release is read-only",
    "CREATE TEMP TABLE x AS SELECT 1": "CREATE is refused: a release is read-only",
    "CREATE MACRO x() AS 1": "CREATE is refused: a release is read-only",
    "FROM duckdb_secrets()": "duckdb_secrets() is refused: only functions that need",
    "CREATE SECRET (TYPE s3)": "CREATE is refused: a release is read-only",
    "COMMENT ON TABLE terms IS 'x'": "ALTER is refused: a release is read-only",
    "COPY terms TO '{folder}/x.csv'": "COPY is refused: nothing is written from here",
    "COPY terms FROM '{folder}/data.csv'": "COPY is refused: nothing is written from here",
    "EXPORT DATABASE '{folder}/x'": "EXPORT is refused: nothing is written from here",
    "IMPORT DATABASE '{folder}/x'": "",
    "ATTACH '{folder}/x.duckdb'": "ATTACH is refused: one release is open",
    "ATTACH ':memory:' AS x": "ATTACH is refused: one release is open",
    "DETACH cronica": "DETACH is refused: one release is open",
    "USE memory": "SET is refused: the settings of this connection are fixed",
    "SET memory_limit = '99GB'": "SET is refused: the settings of this connection are fixed",
    "SET VARIABLE x = 1": "SET is refused: the settings of this connection are fixed",
    "RESET memory_limit": "SET is refused: the settings of this connection are fixed",
    "PRAGMA memory_limit = '99GB'": "SET is refused: the settings of this connection are fixed",
    "PRAGMA enable_profiling": "refused: the settings of this connection are fixed",
    "INSTALL httpfs": "LOAD is refused: extensions are not loaded here",
    "LOAD httpfs": "LOAD is refused: extensions are not loaded here",
    "CHECKPOINT": "CALL is refused",
    "CALL pragma_version()": "CALL is refused",
    "VACUUM": "VACUUM is refused",
    "BEGIN": "TRANSACTION is refused",
    "PREPARE x AS SELECT 1": "PREPARE is refused",
    "SELECT 1; SELECT 2": "2 statements given: ask one at a time",
    "SELECT 1; DROP TABLE terms": "DROP is refused: a release is read-only",
    "CREATE TEMP TABLE x AS SELECT 1; SELECT 2": "CREATE is refused: a release is read-only",
    "PIVOT terms ON term USING count(*); SELECT 2": "2 statements given: ask one at a time",
    "": "there is no question",
    " ; -- nothing": "there is no question",
    "FROM read_csv('{folder}/data.csv')": "read_csv() is refused: only functions that need",
    "FROM read_parquet('{folder}/data.parquet')": "read_parquet() is refused: only functions that need",
    "FROM read_parquet('{release}/terms.parquet')": "read_parquet() is refused: only functions that need",
    "FROM read_json('{folder}/data.csv')": "read_json() is refused: only functions that need",
    "FROM read_text('{folder}/data.csv')": "read_text() is refused: only functions that need",
    "FROM glob('{folder}/*')": "glob() is refused: only functions that need",
    "FROM '{folder}/*.parquet'": OUT_OF_REACH,
    "FROM '{folder}/data.csv'": OUT_OF_REACH,
    "FROM read_blob('/etc/passwd')": "read_blob() is refused: only functions that need",
    "FROM sniff_csv('{folder}/data.csv')": "sniff_csv() is refused: only functions that need",
    "FROM parquet_metadata('{folder}/data.parquet')": "parquet_metadata() is refused: only functions that need",
    "FROM read_json_objects('{folder}/data.csv')": "read_json_objects() is refused: only functions that need",
    "FROM read_duckdb('{folder}/x.duckdb')": "read_duckdb() is refused: only functions that need",
    "FROM 'https://127.0.0.1:9/x.csv'": OUT_OF_REACH,
    "FROM read_csv('http://127.0.0.1:9/x.csv')": "",
    "FROM 's3://bucket/x.parquet'": OUT_OF_REACH,
    "FROM sqlite_scan('{folder}/x', 'y')": "sqlite_scan",
    "FROM st_read('{folder}/x')": "st_read",
    "EXPLAIN COPY terms TO '{folder}/x.csv'": "COPY is refused: nothing is written from here",
    "EXPLAIN ANALYZE COPY terms TO '{folder}/x.csv'": "COPY is refused: nothing is written from here",
    "/* a */ explain (analyze, format json) DROP TABLE terms": "DROP is refused: a release is read-only",
    "EXPLAIN ANALYZE INSERT INTO terms FROM terms": "INSERT is refused: a release is read-only",
    "EXPLAIN ANALYZE PRAGMA enable_profiling": "PRAGMA is refused",
    "WITH gone AS (DELETE FROM terms RETURNING *) FROM gone": "",
    "FROM enable_logging()": "enable_logging() is refused: only functions",
    "FROM enable_logging(storage = 'file', storage_path = '{folder}/log')": "enable_logging() is refused",
    'FROM system.main."Enable_Profiling" /* now */ -- there\n ()': "enable_profiling() is refused",
    "EXPLAIN ANALYZE FROM checkpoint()": "checkpoint() is refused",
    "SELECT (SELECT count(*) FROM force_checkpoint())": "force_checkpoint() is refused",
    "FROM query('DROP TABLE terms')": "query() is refused",
    "FROM query_table('{folder}/data.csv')": "query_table() is refused",
    "FROM json_execute_serialized_sql(json_serialize_sql('FROM terms'))": "json_execute_serialized_sql() is refused",
    "FROM arrow_scan(1, 1, 1)": "arrow_scan() is refused",
    "SELECT getenv('HOME')": "getenv() is refused: only functions",
    "FROM python_variable": "no table python_variable",
}


@pytest.mark.parametrize("sql", REFUSED)
def test_everything_else_is_refused_in_one_line(sql, release, tmp_path):
    (tmp_path / "data.csv").write_text("a\n1\n", encoding="ascii")
    (tmp_path / "data.parquet").write_bytes((release / "terms.parquet").read_bytes())
    python_variable = pa.table({"a": [1]})
    before = sorted(tmp_path.iterdir())
    with pytest.raises(QueryError) as caught:
        query.run(release, sql.format(folder=tmp_path, release=release))
    message = str(caught.value)
    assert REFUSED[sql] in message
    assert message
    assert "\n" not in message
    assert sorted(tmp_path.iterdir()) == before
    assert python_variable.num_rows == 1


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT * FROM document", "no table document: did you mean documents"),
        ("SELECT * FROM Citation", "no table Citation: did you mean citations"),
        ("SELECT * FROM zzz", "no table zzz: there are agenda_item_frequency, agenda_items, bodies,"),
        (
            "SELECT titel FROM documents",
            'Referenced column "titel" not found in FROM clause! Candidate bindings: "title"',
        ),
        ("SELEC 1", 'Parser Error: syntax error at or near "SELEC"'),
        ("SELECT 1 ORDER BY", "Parser Error: syntax error at end of input"),
        ("SELECT 'x'::INT", "Could not convert string 'x' to INT32"),
    ],
)
def test_a_mistake_is_answered_with_a_hint(sql, message, release):
    with pytest.raises(QueryError) as caught:
        query.run(release, sql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_query_stops_at_the_memory_limit(release):
    with pytest.raises(QueryError, match="needs more than the 1GB of memory"):
        query.run(release, "SELECT string_agg(repeat('x', 100_000), '') FROM range(30_000)")


def test_a_query_stops_at_its_time_limit(release):
    with pytest.raises(QueryError, match=r"stopped after 0\.2 s: narrow it"):
        query.run(
            release,
            "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range",
            time_limit=0.2,
        )


def test_a_time_limit_that_is_not_reached_changes_nothing(release):
    assert query.run(release, "SELECT 1 AS one", time_limit=30).to_pylist() == [{"one": 1}]


def test_tables_and_views_are_listed_in_contract_order_with_their_rows(release):
    listed = query.tables(release)
    contracted = [*registry.tables(), *registry.views()]
    assert [each.name for each in listed] == [table.name for table in contracted]
    rows = {each.name: each.rows for each in listed}
    assert rows["paragraphs"] == len(DATASET["paragraphs"])
    assert rows["votes"] == 0
    assert rows["timeline"] == 8
    assert all(
        each.description.startswith(table.grain) for each, table in zip(listed, contracted, strict=True)
    )


def test_the_columns_of_a_view_are_described(release):
    columns = query.describe(release, "citation_edges")
    assert [each.name for each in columns] == list(registry.table("citation_edges").columns)
    assert columns[0].type == "VARCHAR"
    assert columns[0].description == "The document that cites."


def test_an_unknown_table_is_described_by_its_likely_name(release):
    with pytest.raises(QueryError, match="no table timelin: did you mean timeline"):
        query.describe(release, "timelin")


@pytest.mark.parametrize(
    "ask", [lambda f: query.run(f, "SELECT 1"), lambda f: query.describe(f, "terms"), query.tables]
)
def test_a_folder_that_is_no_release_is_one_clear_line(ask, tmp_path):
    with pytest.raises(QueryError) as caught:
        ask(tmp_path / "nothing")
    assert "\n" not in str(caught.value)


def test_a_damaged_database_is_one_clear_line(tmp_path):
    (tmp_path / "cronica.duckdb").write_bytes(b"no database " * 1000)
    with pytest.raises(QueryError) as caught:
        query.run(tmp_path, "SELECT 1")
    assert "\n" not in str(caught.value)


HOLDER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_database_that_a_program_holds_open_for_writing_is_explained(release, tmp_path):
    copy = tmp_path / "cronica.duckdb"
    copy.write_bytes((release / "cronica.duckdb").read_bytes())
    command = [sys.executable, "-c", HOLDER, str(copy)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ) as holder:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(QueryError, match="open for writing: close it, or open it there read-only"):
            query.run(tmp_path, "SELECT 1")
        holder.stdin.close()
    assert query.run(tmp_path, "SELECT 1 AS one").num_rows == 1


def test_looking_into_the_database_with_another_client_does_not_change_it(release, tmp_path):
    copy = tmp_path / "cronica.duckdb"
    copy.write_bytes((release / "cronica.duckdb").read_bytes())
    look = "import sys, duckdb; duckdb.connect(sys.argv[1]).sql('FROM timeline').fetchall()"
    subprocess.run([sys.executable, "-c", look, str(copy)], check=True)
    assert copy.read_bytes() == (release / "cronica.duckdb").read_bytes()
    assert list(Path(tmp_path).iterdir()) == [copy]
