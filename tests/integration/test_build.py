"""The flow as people run it, end to end, recorded by a real server."""

import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing

import polars as pl

from cronica import seeds
from cronica.flows.orchestration.summary import ValidationFailed
from cronica.warehouse.store import kept
from tests.processes import marked, start, wait_until
from tests.release_files import contents

REPORT = ["quarantine.parquet", "validation.html", "validation.json"]
STAGES = ["assemble", "discover", "plan", "publish", "read", "report", "validate", "write"]


def test_says_what_it_made_answers_a_question_and_shows_the_page(built):
    assert f"Release {built.release.name} (new): 5 documents" in built.stdout
    _, _, asked = built.stdout.partition("\n$ ")
    command, _, rest = asked.partition("\n\n")
    answer, _, page = rest.partition("\nreport: ")
    assert page.startswith(f"{built.release / 'report.html'}, open with `")
    assert page.endswith(f" report --open --warehouse {built.warehouse}`\n")
    assert "A/RES/73/331" in answer
    again = subprocess.run(shlex.split(command), env=dict(os.environ), capture_output=True, text=True)
    assert (again.stdout, again.stderr) == (answer, "")


def test_says_nothing_a_newcomer_would_take_for_an_error(built):
    stages = [line.split()[0] for line in built.stderr.splitlines() if not line.startswith("cronica: ")]
    assert sorted(stages) == STAGES
    for word in ("Traceback", "rror", "arning", "http"):
        assert word not in built.stdout + built.stderr


def test_the_run_and_its_tasks_are_recorded_when_it_ends(built):
    with closing(sqlite3.connect(built.warehouse / ".prefect" / "prefect.db")) as history:
        runs = history.execute(
            "SELECT flow.name, flow_run.state_type FROM flow_run JOIN flow ON flow.id = flow_run.flow_id"
        ).fetchall()
        tasks = history.execute("SELECT name, state_type FROM task_run ORDER BY name").fetchall()
        (logged,) = history.execute("SELECT count(*) FROM log WHERE message LIKE 'publish %'").fetchone()
        (page,) = history.execute("SELECT data FROM artifact WHERE key = 'run-summary'").fetchone()
    assert runs == [("build-warehouse", "COMPLETED")]
    assert [name.partition("-")[0] for name, _ in tasks] == STAGES
    assert {state for _, state in tasks} == {"COMPLETED"}
    assert logged == 1
    assert built.release.name in page


def test_nothing_stays_behind(built):
    assert not (built.warehouse / ".work").exists()
    assert sorted(path.name for path in built.warehouse.iterdir()) == [
        ".lock",
        ".prefect",
        "current",
        "history.jsonl",
        "partitions",
        "releases",
    ]


def test_from_python_with_a_given_server_in_small_batches_the_bytes_are_the_same(
    built, prefect_api, tmp_path, monkeypatch
):
    from prefect.client.orchestration import get_client

    from cronica.flows.build import build_warehouse

    monkeypatch.setenv("CRONICA_BATCH_SIZE", "2")
    state = build_warehouse([seeds.DOCUMENTS], tmp_path, return_state=True)
    assert contents(state.result().folder) == contents(built.release)
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(state.state_details.flow_run_id)
    assert run.state.is_completed()
    assert run.deployment_id is None


def test_the_same_input_again_makes_no_second_release(built, prefect_api):
    from cronica.flows.build import build_warehouse

    summary = build_warehouse([seeds.DOCUMENTS], built.warehouse)
    assert summary.unchanged
    assert summary.release == built.release.name
    assert len(list((built.warehouse / "releases").iterdir())) == 1


def test_what_cannot_be_read_is_named_and_kept_and_the_run_goes_on(here, prefect_api, tmp_path):
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    seed = next(iter(sorted(seeds.DOCUMENTS.glob("003*.txt"))))
    (inputs / "resolution.txt").write_bytes(seed.read_bytes())
    (inputs / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (inputs / "nothing.txt").touch()
    (tmp_path / "no documents").mkdir()
    done = here(
        *("build", inputs, tmp_path / "missing", tmp_path / "no documents", "--warehouse", tmp_path / "w"),
        PREFECT_API_URL=prefect_api,
    )
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("cronica: quarantine: ")]
    for name in ("picture.txt", "nothing.txt", "missing", "no documents"):
        assert sum(name in line.split(": ")[2] for line in lines) == 1
    kept = here(
        "sql",
        "SELECT stage, count(*) AS n FROM quarantine GROUP BY stage ORDER BY stage",
        "--csv",
        "--warehouse",
        tmp_path / "w",
    )
    assert kept.stdout == "stage,n\ndiscover,2\nread,2\n"
    as_json = here("build", inputs, "--json", "--warehouse", tmp_path / "w", PREFECT_API_URL=prefect_api)
    summary = json.loads(as_json.stdout)
    assert (summary["documents"], [each["source"] for each in summary["refused"]]) == (
        1,
        ["nothing.txt", "picture.txt"],
    )
    # What could not be read is read again when asked for, and stays refused.
    again = here("retry", "--warehouse", tmp_path / "w", PREFECT_API_URL=prefect_api)
    assert again.returncode == 0, again.stderr
    assert again.stderr.startswith(f"cronica: reads {inputs}\n")
    assert "cronica: reads again what could not be read: nothing.txt, picture.txt\n" in again.stderr
    assert "plan        new 0 · changed 2 · removed 0 · unchanged 1\n" in again.stderr
    assert again.stderr.endswith("cronica: 0 of 2 documents that could not be read are read now\n")


def test_with_nothing_to_read_the_release_in_force_stays(built, here, prefect_api, tmp_path):
    (tmp_path / "nothing.txt").touch()
    (tmp_path / "empty").mkdir()
    before = built.release
    empty = here("build", tmp_path / "empty", "--warehouse", built.warehouse, PREFECT_API_URL=prefect_api)
    assert empty.returncode == 4
    assert "there is no document in this folder" in empty.stderr
    done = here(
        "build", tmp_path / "nothing.txt", "--warehouse", built.warehouse, PREFECT_API_URL=prefect_api
    )
    assert done.returncode == 4
    assert "quarantine: nothing.txt: " in done.stderr
    assert "nothing was published: there is no document to read" in done.stderr
    assert done.stdout == ""
    assert built.release == before
    report = max((built.warehouse / "failed").iterdir())
    assert sorted(path.name for path in report.iterdir()) == sorted(REPORT)


def test_when_validation_fails_nothing_is_published_and_the_run_has_failed(prefect_api, tmp_path):
    from cronica.flows.build import build_warehouse

    first = build_warehouse([seeds.DOCUMENTS], tmp_path)
    (partition,) = (tmp_path / "partitions").glob("*-of-*")
    documents = pl.read_parquet(partition / "documents.parquet")
    pl.concat([documents, documents.head(1)]).write_parquet(partition / "documents.parquet")
    (partition / kept.SUMS).unlink()
    kept.seal(partition)
    (tmp_path / "partitions" / "last.json").unlink()

    state = build_warehouse([seeds.DOCUMENTS], tmp_path, return_state=True)
    assert state.is_failed()
    refusal = state.result(raise_on_failure=False)
    assert isinstance(refusal, ValidationFailed)
    assert str(refusal).startswith("documents")
    assert (tmp_path / "current").resolve() == first.folder
    assert sorted(path.name for path in refusal.summary.folder.iterdir()) == sorted(REPORT)


def test_a_warehouse_in_use_is_left_alone(built, here, prefect_api):
    from cronica.warehouse.publish.release import Warehouse

    with Warehouse(built.warehouse).lock():
        done = here("build", "--warehouse", built.warehouse, PREFECT_API_URL=prefect_api)
    assert done.returncode == 5
    assert "another run" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_is_not_there_is_named(here, tmp_path):
    done = here("build", "--warehouse", tmp_path, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.returncode == 5
    assert done.stderr.startswith("cronica: PREFECT_API_URL is http://127.0.0.1:9/api")
    assert len(done.stderr.splitlines()) == 1


def test_killed_while_it_starts_it_leaves_no_process(tmp_path):
    run = start(tmp_path, "build", "--warehouse", tmp_path / "warehouse")
    wait_until(lambda: len(marked(tmp_path)) > 2)  # itself, the server, and one that gets ready
    run.send_signal(signal.SIGKILL)
    run.communicate()
    wait_until(lambda: not marked(tmp_path))


def test_interrupted_it_ends_in_order(tmp_path):
    run = start(tmp_path, "build", "--warehouse", tmp_path / "warehouse")
    run.stderr.readline()
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 130
    assert errors.splitlines()[-1] == "cronica: interrupted; the release in force is whole"
    assert "Traceback" not in errors
    assert marked(tmp_path) == []


def test_a_hollow_dataset_is_not_published_after_a_full_one_unless_it_is_meant_to_be(
    built, prefect_api, here, tmp_path
):
    warehouse, hollow = tmp_path / "warehouse", tmp_path / "hollow"
    shutil.copytree(built.warehouse, warehouse, symlinks=True)
    hollow.mkdir()
    for number, path in enumerate(sorted(seeds.DOCUMENTS.glob("*.txt"))):
        lines = path.read_text(encoding="utf-8").splitlines()
        without_dates = "\n".join(line for line in lines if not re.search("[0-9]", line))
        (hollow / f"{number}.txt").write_text(without_dates, encoding="utf-8")
    given = {"PREFECT_API_URL": prefect_api}
    done = here("build", hollow, "--warehouse", warehouse, **given)
    assert done.returncode == 3
    stopped = [
        line for line in done.stderr.splitlines() if "nothing was published: date_mentions.rows_kept" in line
    ]
    assert stopped[0].endswith("A release that is meant to be smaller is published with --accept-shrinkage.")
    assert (warehouse / "current").resolve().name == built.release.name
    report = max((warehouse / "failed").iterdir())
    assert "date_mentions.rows_kept" in (report / "validation.html").read_text(encoding="utf-8")
    accepted = here("build", hollow, "--warehouse", warehouse, "--accept-shrinkage", **given)
    assert accepted.returncode == 0, accepted.stderr
    assert (warehouse / "current").resolve().name != built.release.name
