"""A run on a Dask cluster: real scheduler, real workers, the bytes of a run on one machine."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from cronica.flows import settings
from cronica.flows.orchestration.runner import task_runner
from tests import made_texts
from tests.release_files import contents

DASK = Path(sys.executable).with_name("dask")
CRONICA = Path(sys.executable).with_name("cronica")
BATCHES = 30
READ = re.compile(r"read +batch (\d+)(?: by .+/(\d+))?: ")


@contextmanager
def program(folder: Path, *arguments: str):
    """A part of the cluster, in a folder of its own, ended with the test."""
    folder.mkdir()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([DASK, *arguments], cwd=folder, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    """A scheduler with two workers: its address, and the workers by process id."""
    told = tmp_path / "scheduler.json"
    with ExitStack() as running:
        quiet = ("--host", "127.0.0.1", "--no-dashboard")
        running.enter_context(
            program(tmp_path / "scheduler", "scheduler", "--port", "0", "--scheduler-file", str(told), *quiet)
        )
        alone = ("--scheduler-file", str(told), "--no-nanny", "--nthreads", "1", *quiet)
        workers = [
            running.enter_context(program(tmp_path / f"worker-{number}", "worker", *alone)) for number in "12"
        ]
        until = time.monotonic() + 60
        while not (
            address := re.search(r'"address": "tcp://([^"]+)"', told.read_text() if told.exists() else "")
        ):
            assert time.monotonic() < until, (tmp_path / "scheduler" / "log").read_text()
            time.sleep(0.05)
        yield f"dask://{address[1]}", {worker.pid: worker for worker in workers}


@pytest.fixture
def documents(tmp_path):
    return made_texts.write(tmp_path / "made", 2 * BATCHES)


def test_two_workers_do_the_run_and_one_that_is_killed_costs_nothing(
    here, prefect_api, cluster, documents, tmp_path
):
    address, workers = cluster
    build = ("build", documents.relative_to(tmp_path), "--warehouse", tmp_path / "shared")
    run = subprocess.Popen(
        [CRONICA, *map(str, build)],
        cwd=tmp_path,
        env={**os.environ, "CRONICA_RUNNER": address, "CRONICA_BATCH_SIZE": "2"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines, read, killed = [], [], None
    for line in run.stderr:
        lines.append(line)
        if found := READ.match(line):
            read.append((found[1], int(found[2])))
            if killed is None and {pid for _, pid in read} == set(workers):
                killed = read[0][1]
                workers[killed].send_signal(signal.SIGKILL)
    assert run.wait(60) == 0, "".join(lines)
    assert killed is not None and len(read) > 2
    assert sorted(number for number, _ in read) == [f"{number:05d}" for number in range(1, BATCHES + 1)]
    assert {pid for _, pid in read[-3:]} == set(workers) - {killed}

    own = here("build", documents, "--warehouse", tmp_path / "own", PREFECT_API_URL=prefect_api)
    assert own.returncode == 0, own.stderr
    assert contents(tmp_path / "shared" / "current") == contents(tmp_path / "own" / "current")


def test_the_runner_is_chosen_by_one_variable(monkeypatch):
    monkeypatch.delenv("CRONICA_RUNNER", raising=False)
    assert type(task_runner()).__name__ == "ThreadPoolTaskRunner"
    monkeypatch.setenv("CRONICA_RUNNER", "dask://10.0.0.7:8786")
    with pytest.raises(
        settings.SettingsError, match="set PREFECT_API_URL to a Prefect server its workers reach"
    ):
        task_runner()
    monkeypatch.setenv("PREFECT_API_URL", "http://10.0.0.7:4200/api")
    assert (type(task_runner()).__name__, task_runner().address) == ("DaskTaskRunner", "tcp://10.0.0.7:8786")
    monkeypatch.setenv("CRONICA_RUNNER", "dask")
    assert task_runner().cluster_kwargs["n_workers"] == os.cpu_count()


@pytest.mark.parametrize("value", ["ray", "tcp://host:1", "dask://host", "dask://host:port"])
def test_a_runner_that_is_none_is_a_wrong_use(value, monkeypatch):
    monkeypatch.setenv("CRONICA_RUNNER", value)
    with pytest.raises(
        settings.SettingsError, match=r"CRONICA_RUNNER is '.+': give dask, or dask://host:port"
    ):
        settings.load()
