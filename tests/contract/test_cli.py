"""The command line as documented: what goes to which stream, in which form, with which exit code."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cronica
from cronica.cli import common
from cronica.warehouse.ask import query
from cronica.warehouse.ask.questions import questions


def test_help_names_commands_and_exit_codes(here):
    done = here("--help", COLUMNS="200")
    assert done.returncode == 0
    for command in ("build", "sql", "shell", "query", "search", "export", "tables", "describe"):
        assert command in done.stdout
    codes = " ".join(done.stdout.split())
    assert "Exit codes:" in codes
    for code in common.Exit:
        assert f"{code.value} " in codes[codes.index("Exit codes:") :]


@pytest.mark.parametrize("arguments", [["--help"], ["sql", "SELECT 1"], ["tables"]])
def test_answers_do_not_wait_for_prefect_or_great_expectations(built, arguments):
    watch = (
        "import sys, cronica.cli\ntry: cronica.cli.main()\nfinally: print(list(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch, *arguments],
        env={**os.environ, "CRONICA_WAREHOUSE": str(built.warehouse)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    for module in ("'prefect'", "'great_expectations'", "'pandas'"):
        assert module not in done.stderr


def test_sql_as_csv_and_json_and_table(built, here):
    question = (
        "SELECT symbol, document_date, session_number, title FROM documents "
        "WHERE document_type = 'resolution' ORDER BY symbol"
    )
    as_csv = here("sql", question, "--csv", "--warehouse", built.warehouse)
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [(row["symbol"], row["document_date"]) for row in rows] == [
        ("A/RES/65/122", "2010-12-13"),
        ("A/RES/73/331", "2019-07-25"),
    ]
    as_json = here("sql", question, "--json", "--warehouse", built.warehouse)
    objects = json.loads(as_json.stdout)
    assert [{key: str(value) for key, value in row.items()} for row in objects] == rows
    assert objects[0]["session_number"] == 65
    as_table = here("sql", question, "--warehouse", built.warehouse)
    for each in (as_csv, as_json, as_table):
        assert each.returncode == 0
        assert each.stderr == ""
        assert "A/RES/73/331" in each.stdout


def test_sql_as_parquet(built, here, tmp_path):
    question = "SELECT symbol, document_date, sum(word_count) AS words FROM documents GROUP BY ALL ORDER BY words DESC"
    file = tmp_path / "answer.parquet"
    file.write_bytes(b"what stood there before")
    done = here("sql", question, "--parquet", file, "--warehouse", built.warehouse)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"cronica: 5 rows in {file}\n")
    read = pq.read_table(file)
    assert read.schema.types == [pa.string(), pa.date32(), pa.int64()]
    assert read.to_pylist() == query.run(built.release, question).to_pylist()
    assert list(tmp_path.iterdir()) == [file]
    done = here("sql", question, "--parquet", tmp_path / "no" / "folder", "--warehouse", built.warehouse)
    assert done.returncode == common.Exit.USAGE
    assert "there is no folder" in done.stderr


def test_named_questions(built, here):
    listed = here("query", COLUMNS="200")
    assert listed.returncode == 0
    for question in questions().values():
        assert question.question in listed.stdout
    helped = " ".join(here("query", "timeline", "--help", COLUMNS="200").stdout.split())
    assert "Example: cronica query timeline --body GA --from 2010" in helped
    assert "--from DATE Not before this day, month or year." in helped
    asked = here("query", "timeline", "--event", "adoption", "--csv", "--warehouse", built.warehouse)
    assert asked.returncode == 0
    dates = [row["event_date"] for row in csv.DictReader(io.StringIO(asked.stdout))]
    assert dates == ["2010-12-13", "2019-07-25"]
    narrowed = here(
        "query", "timeline", "--event", "adoption", "--to", "2010", "--json", "--warehouse", built.warehouse
    )
    assert [row["event_date"] for row in json.loads(narrowed.stdout)] == ["2010-12-13"]


def test_what_a_question_is_about_needs_no_name(here, built):
    for question, option, value in (
        ("changes", "--symbol", "A/RES/73/331"),
        ("item", "--item", "122"),
        ("votes", "--entity", "KAZ"),
    ):
        named = here("query", question, option, value, "--csv", "--warehouse", built.warehouse)
        bare = here("query", question, value, "--csv", "--warehouse", built.warehouse)
        assert (bare.returncode, bare.stdout) == (0, named.stdout), bare.stderr


def test_search(built, here, tmp_path):
    def search(*arguments):
        return here("search", *arguments, "--warehouse", built.warehouse, XDG_CACHE_HOME=str(tmp_path))

    first = search("resoluciones", "1631 (2005)", "--csv")
    assert first.returncode == 0
    assert first.stderr == "cronica: making the search index of this release, once\n"
    rows = list(csv.DictReader(io.StringIO(first.stdout)))
    assert {row["symbol"] for row in rows} == {"A/RES/65/122", "A/RES/73/331"}
    for row in rows:
        assert "**resolución** **1631** (**2005**)" in row["snippet"]
    earlier = search("resoluciones 1631", "--to", "2010", "--part", "preamble", "--json")
    assert earlier.stderr == ""
    assert [row["symbol"] for row in json.loads(earlier.stdout)] == ["A/RES/65/122"]
    text = search("S/RES/1631(2005)", "--limit", "1").stdout
    assert text.startswith("1. A/RES/")
    assert "resolución **1631 (2005)**" in " ".join(text.split())
    none = search("hipopótamo")
    assert (none.returncode, none.stdout) == (0, "")
    assert none.stderr == "cronica: no paragraph has all of these words\n"
    assert search("¿?").returncode == common.Exit.USAGE


def test_export(built, here, tmp_path):
    chosen = ("--tables", "documents, bodies", "--warehouse", built.warehouse)
    done = here("export", tmp_path / "out", "--format", "csv", *chosen)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        str(tmp_path / "out" / f"{name}.csv") for name in ("documents", "bodies")
    ]
    bodies = query.run(built.release, "FROM bodies").num_rows
    assert done.stderr == f"cronica: 2 tables, {5 + bodies} rows\n"
    wrong = here(
        "export", tmp_path, "--format", "csv", "--tables", "document", "--warehouse", built.warehouse
    )
    assert (wrong.returncode, wrong.stdout) == (common.Exit.USAGE, "")
    assert wrong.stderr == "cronica: no table document: did you mean documents, document_relations?\n"
    assert here("export", tmp_path, "--format", "pdf").returncode == common.Exit.USAGE


@pytest.mark.parametrize("day", ["31", "2010-13", "2010-02-30", "2010-2", "May"])
def test_a_day_that_is_none_is_wrong_usage(built, here, day):
    done = here("query", "timeline", "--from", day, "--warehouse", built.warehouse)
    assert done.returncode == common.Exit.USAGE
    assert f"'{day}' is no day, month or year: write 2010, 2010-05 or 2010-05-31" in done.stderr


def test_tables_and_describe(built, here):
    listed = here("tables", "--warehouse", built.warehouse)
    assert listed.returncode == 0
    for name in ("documents", "quarantine", "timeline"):
        assert name in listed.stdout
    described = here("describe", "documents", "--warehouse", built.warehouse)
    assert described.returncode == 0
    for name in ("document_id", "adoption_date", "DATE"):
        assert name in described.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sql", "SELECT nothing FROM documents"], "nothing"),
        (["sql", "SELECT * FROM document"], "documents"),
        (["sql", "DROP TABLE documents"], "DROP"),
        (["sql", "SELECT 1; SELECT 2"], "one at a time"),
        (["describe", "document"], "documents"),
    ],
)
def test_a_wrong_question_is_one_line_and_wrong_usage(built, here, arguments, says):
    done = here(*arguments, "--warehouse", built.warehouse)
    assert done.returncode == common.Exit.USAGE
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("cronica: ")
    assert says in done.stderr


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["tables"], ["name", "rows", "description"]),
        (["describe", "documents"], ["column", "type", "description"]),
        (["query"], ["name", "question", "options"]),
        (["query", "documents"], ["document_date", "document_type"]),
        (["releases"], ["release", "created"]),
    ],
)
def test_a_list_as_json(built, here, monkeypatch, arguments, keys):
    monkeypatch.setenv("CRONICA_WAREHOUSE", str(built.warehouse))
    assert list(json.loads(here(*arguments, "--json").stdout)[0])[: len(keys)] == keys


def test_a_question_from_standard_input_a_file_and_behind_a_comment(built, tmp_path):
    (tmp_path / "question.sql").write_text("-- from a file\nSELECT 7 AS n\n", encoding="utf-8")
    asked = {
        ("-",): "-- from a pipe\nSELECT 7 AS n",
        ("-f", str(tmp_path / "question.sql")): None,
        ("-- a comment\nSELECT 7 AS n",): None,
        ("--comment\nSELECT 7 AS n", "--timeout", "30"): None,
    }
    for arguments, typed in asked.items():
        command = [
            sys.executable,
            "-m",
            "cronica",
            "sql",
            *arguments,
            "--csv",
            "--warehouse",
            str(built.warehouse),
        ]
        done = subprocess.run(command, input=typed, capture_output=True, text=True)
        assert (done.stdout, done.stderr) == ("n\n7\n", ""), arguments


def test_filters_take_any_case_and_say_what_there_is(built, here, tmp_path, monkeypatch):
    monkeypatch.setenv("CRONICA_WAREHOUSE", str(built.warehouse))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for typed, meant in (
        (
            ["timeline", "--body", "ga", "--event", "ADOPTION"],
            ["timeline", "--body", "GA", "--event", "adoption"],
        ),
        (["cites", "--symbol", "a/res/73/331"], ["cites", "--symbol", "A/RES/73/331"]),
    ):
        assert here("query", *typed).stdout == here("query", *meant).stdout != ""
    assert here("search", "paz", "--body", "ga", "--part", "Preamble").stdout
    for arguments, said in (
        (
            ["query", "cites", "--symbol", "A/RES/75/9999"],
            "there is no symbol A/RES/75/9999 in this release: did",
        ),
        (
            ["query", "documents", "--type", "resolutoin"],
            "there is no type resolutoin in this release: did you mean r",
        ),
        (["query", "named", "--entity", "?"], "there is no entity ? in this release: there are "),
        (
            ["search", "paz", "--part", "operativo"],
            "there is no part operativo in this release: did you mean operative?",
        ),
    ):
        done = here(*arguments)
        assert (done.returncode, done.stdout) == (common.Exit.USAGE, "")
        assert done.stderr.startswith(f"cronica: {said}")
    assert here("query", "documents", "--type", "treaty").stderr == "cronica: 0 rows\n"  # one there could be
    assert "Did you mean 'timeline'?" in here("query", "timelin").stderr


def test_wrong_usage(here):
    assert here("sql").returncode == common.Exit.USAGE
    assert "give one question" in here("sql", COLUMNS="200").stderr
    done = here("schedule", "--cron", "61 6 * *", COLUMNS="200")
    assert done.returncode == common.Exit.USAGE
    assert "'61 6 * *' is no cron line: give minute, hour, day, month and day of the week" in done.stderr
    for forms in (["--csv", "--json"], ["--json", "--parquet", "x.parquet"]):
        done = here("sql", "SELECT 1", *forms)
        assert done.returncode == common.Exit.USAGE
        assert "choose one of --json, --csv, --line and --parquet" in done.stderr
    assert here("query", "nothing").returncode == common.Exit.USAGE
    done = here("build", CRONICA_BATCH_SIZE="many")
    assert done.returncode == common.Exit.USAGE
    assert done.stderr == "cronica: CRONICA_BATCH_SIZE is 'many': give a number of documents above zero\n"


def test_without_a_release_it_says_what_to_do(here, tmp_path):
    done = here("sql", "SELECT 1", "--warehouse", tmp_path)
    assert done.returncode == common.Exit.UNAVAILABLE
    assert "run `cronica build`" in done.stderr


def test_a_reader_that_stops_early_is_no_error(built):
    command = (
        f"cronica sql 'SELECT * FROM paragraphs, range(20)' --csv --warehouse {built.warehouse} | head -1"
    )
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("paragraph_id,")


def test_evaluate_says_what_is_wrong_in_one_line(here, tmp_path, monkeypatch):
    from cronica.flows.evaluate import reading

    assert here("evaluate", "akn", tmp_path).returncode == common.Exit.NOTHING_TO_READ
    assert here("evaluate", "akn", tmp_path / "nothing").returncode == common.Exit.USAGE
    monkeypatch.setattr(reading, "evaluate_akn", lambda *_: 1 / 0)
    crashed = here("evaluate", "akn", tmp_path)
    assert (crashed.returncode, crashed.stdout) == (common.Exit.CRASH, "")
    assert crashed.stderr == "cronica: ZeroDivisionError: division by zero (--debug shows where)\n"
    with pytest.raises(ZeroDivisionError):
        here("evaluate", "akn", tmp_path, "--debug")


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied", "/srv/answers/x.parquet"),
        RuntimeError('IO Error: Cannot open file "/srv/answers/x.parquet": Permission denied'),
    ],
)
def test_the_path_that_is_not_permitted_is_named(error):
    assert common._no_room(error) == "/srv/answers/x.parquet cannot be opened: see to its permissions"


def test_the_version(here):
    assert here("--version").stdout == f"cronica {cronica.__version__}\n"
