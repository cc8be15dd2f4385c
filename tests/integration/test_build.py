"""The flow as people run it, end to end, recorded by a real server."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import seeds

CRONICA = Path(sys.executable).with_name("cronica")
STAGES = ["assemble", "discover", "extract", "normalise", "publish", "report", "segment", "validate"]


def parquet(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet"))}


def servers_of(home: Path) -> list[str]:
    """Processes that work in this Prefect folder."""
    mark = f"PREFECT_HOME={home}\0".encode()
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in environment.read_bytes():
                found.append(environment.parent.name)
        except OSError:
            continue
    return found


def test_says_what_it_made_and_answers_a_question(built):
    assert f"Release {built.release.name} (new): 5 documents" in built.stdout
    lines = built.stdout.splitlines()
    asked = next(number for number, line in enumerate(lines) if line.startswith("$ cronica sql "))
    assert "A/RES/73/331" in "\n".join(lines[asked + 1 :])


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
    assert servers_of(built.warehouse / ".prefect") == []
    assert not (built.warehouse / ".work").exists()
    assert sorted(path.name for path in built.warehouse.iterdir()) == [
        ".lock",
        ".prefect",
        "current",
        "releases",
    ]


def test_from_python_with_a_given_server_the_bytes_are_the_same(built, prefect_api, tmp_path):
    from prefect.client.orchestration import get_client

    from flows.build import build_warehouse

    state = build_warehouse([seeds.DOCUMENTS], tmp_path, return_state=True)
    summary = state.result()
    assert parquet(summary.folder) == parquet(built.release)
    with get_client(sync_client=True) as client:
        assert client.read_flow_run(state.state_details.flow_run_id).state.is_completed()


def test_the_same_input_again_makes_no_second_release(built, cronica, prefect_api):
    done = cronica("build", "--warehouse", built.warehouse, PREFECT_API_URL=prefect_api)
    assert done.returncode == 0, done.stderr
    assert f"Release {built.release.name} (unchanged)" in done.stdout
    assert len(list((built.warehouse / "releases").iterdir())) == 1


def test_batches_give_the_bytes_one_batch_gives(built, cronica, prefect_api, tmp_path):
    done = cronica("build", "--warehouse", tmp_path, PREFECT_API_URL=prefect_api, CRONICA_BATCH_SIZE="2")
    assert done.returncode == 0, done.stderr
    assert "batch 0003" in done.stderr
    assert parquet(tmp_path / "current") == parquet(built.release)


def test_what_cannot_be_read_is_named_and_kept_and_the_run_goes_on(cronica, prefect_api, tmp_path):
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    seed = next(iter(sorted(seeds.DOCUMENTS.glob("003*.txt"))))
    (inputs / "resolution.txt").write_bytes(seed.read_bytes())
    (inputs / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (inputs / "nothing.txt").touch()
    (tmp_path / "no documents").mkdir()
    done = cronica(
        *("build", inputs, tmp_path / "missing", tmp_path / "no documents", "--warehouse", tmp_path / "w"),
        PREFECT_API_URL=prefect_api,
    )
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("cronica: quarantine: ")]
    for name in ("picture.txt", "nothing.txt", "missing", "no documents"):
        assert sum(name in line.split(": ")[2] for line in lines) == 1
    kept = cronica(
        "sql",
        "SELECT stage, count(*) AS n FROM quarantine GROUP BY stage ORDER BY stage",
        "--csv",
        "--warehouse",
        tmp_path / "w",
    )
    assert kept.stdout == "stage,n\ndiscover,2\nread,2\n"


@pytest.mark.parametrize("name", ["missing", "no documents", "nothing.txt", "picture.txt"])
def test_with_nothing_to_read_the_release_in_force_stays(built, cronica, prefect_api, tmp_path, name):
    (tmp_path / "no documents").mkdir()
    (tmp_path / "nothing.txt").touch()
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 40)
    before = built.release
    done = cronica("build", tmp_path / name, "--warehouse", built.warehouse, PREFECT_API_URL=prefect_api)
    assert done.returncode == 4
    assert f"{name}: " in done.stderr
    assert "nothing was published: there is no document to read" in done.stderr
    assert done.stdout == ""
    assert built.release == before
    report = max((built.warehouse / "failed").iterdir())
    assert sorted(path.name for path in report.iterdir()) == [
        "quarantine.parquet",
        "validation.html",
        "validation.json",
    ]


def test_when_the_gate_refuses_nothing_is_published_and_the_run_has_failed(
    prefect_api, tmp_path, monkeypatch
):
    from flows.build import build_warehouse
    from flows.summary import GateRefused
    from schemas import registry
    from schemas.model import Rule

    no_letters = Rule(
        rule_id="no_letters",
        severity="error",
        message="There are no letters.",
        runbook="Take the letters out.",
        sql="SELECT document_id FROM documents WHERE document_type = 'letter'",
    )
    rules = registry.rules()
    monkeypatch.setattr(registry, "rules", lambda: (*rules, no_letters))
    state = build_warehouse([seeds.DOCUMENTS], tmp_path, return_state=True)
    assert state.is_failed()
    refusal = state.result(raise_on_failure=False)
    assert isinstance(refusal, GateRefused)
    assert "no_letters" in str(refusal)
    assert not (tmp_path / "current").exists()
    assert (refusal.summary.folder / "validation.html").exists()
    with pytest.raises(GateRefused):
        build_warehouse([seeds.DOCUMENTS], tmp_path)


def test_a_warehouse_in_use_is_left_alone(built, cronica, prefect_api):
    from warehouse.release import Warehouse

    with Warehouse(built.warehouse).lock():
        done = cronica("build", "--warehouse", built.warehouse, PREFECT_API_URL=prefect_api)
    assert done.returncode == 5
    assert "another run" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_is_not_there_is_named(cronica, tmp_path):
    done = cronica("build", "--warehouse", tmp_path, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.returncode == 5
    assert done.stderr.startswith("cronica: PREFECT_API_URL is http://127.0.0.1:9/api")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("moment", ["starting", "running"])
def test_killed_at_any_moment_it_leaves_no_server(tmp_path, moment):
    home = tmp_path / "w" / ".prefect"
    run = subprocess.Popen(
        [CRONICA, "build", "--warehouse", tmp_path / "w"], stderr=subprocess.PIPE, text=True
    )
    if moment == "starting":
        wait_until(lambda: servers_of(home))
    else:
        run.stderr.readline()  # the first stage is done
    run.send_signal(signal.SIGKILL)
    run.communicate()
    wait_until(lambda: not servers_of(home))


def test_interrupted_it_ends_in_order(tmp_path):
    home = tmp_path / "w" / ".prefect"
    run = subprocess.Popen(
        [CRONICA, "build", "--warehouse", tmp_path / "w"], stderr=subprocess.PIPE, text=True
    )
    run.stderr.readline()
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 130
    assert errors.splitlines()[-1] == "cronica: interrupted; the release in force is as it was"
    assert "Traceback" not in errors
    assert servers_of(home) == []


def wait_until(condition, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
