"""The schedule as a person sets it up: a real server, a real worker, documents dropped into a folder."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cronica import seeds

PREFECT = Path(sys.executable).with_name("prefect")
LETTERS = sorted(seeds.DOCUMENTS.glob("*.txt"))
LONGEST = 180.0
"""Seconds to wait for something before calling it not done."""


def until(what, said: str):
    """Wait for something to be true, and give it."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.2)
    raise AssertionError(f"not within {LONGEST:.0f} s: {said}")


@contextmanager
def running(*arguments: str, log: Path, **environment: str):
    """A command of Prefect that runs until the end of the block."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [PREFECT, *arguments],
            env={**os.environ, **environment},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


@pytest.fixture
def alerts():
    """A web server that keeps what is posted to it."""
    posted: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", posted
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server(tmp_path):
    """A whole Prefect server, as for long use; its environment for those who use it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    environment = {
        "PREFECT_API_URL": api,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "3",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS": "1",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }
    log = tmp_path / "server.log"
    with running("server", "start", "--port", str(port), "--no-ui", log=log, **environment):

        def healthy() -> bool:
            try:
                return urllib.request.urlopen(f"{api}/health", timeout=1).status == 200
            except OSError:
                return False

        until(healthy, "the server answers")
        yield environment


HOLDER = """
import os, signal, sys
from pathlib import Path
from cronica.flows.orchestration import lease

with lease.slot(Path("/warehouse"), 0):
    os.kill(os.getpid(), int(sys.argv[1]))
"""
"""Takes the writer's slot of a warehouse and sends itself this signal; 0 for none."""


def hold(environment: dict[str, str], number: int) -> int:
    """How a process ends that holds the slot when it gets a signal."""
    return subprocess.run(
        [sys.executable, "-c", HOLDER, str(number)], env={**os.environ, **environment}
    ).returncode


def ask(environment: dict[str, str], path: str, **body: object) -> Any:
    request = urllib.request.Request(
        f"{environment['PREFECT_API_URL']}/{path}/filter",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def test_dropped_documents_appear_though_a_worker_is_killed_and_a_failing_run_is_told(
    server, alerts, cronica, tmp_path
):
    assert hold(server, signal.SIGKILL) == -signal.SIGKILL
    folder, warehouse = tmp_path / "letters", tmp_path / "w"
    folder.mkdir()
    shutil.copy(LETTERS[0], folder)
    address, posted = alerts
    arguments = ["schedule", folder, "--every", "15s", "--alert", address, "--warehouse", warehouse]
    for _ in range(2):  # a second time changes nothing
        done = cronica(*arguments, **server)
        assert done.returncode == 0, done.stderr
    assert "build-warehouse/local is scheduled" in done.stdout
    assert "worker start --pool cronica --type process" in done.stdout
    assert len(ask(server, "deployments")) == 1
    watching = {each["name"]: each["trigger"] for each in ask(server, "automations")}
    assert set(watching) == {"cronica: a dead run does not stay Running", "cronica: alert for local"}
    assert watching["cronica: a dead run does not stay Running"]["match_related"] == {
        "prefect.resource.role": ["flow"],
        "prefect.resource.name": ["build-warehouse"],
    }

    def documents() -> int:
        release = warehouse / "current"
        return pl.read_parquet(release / "documents.parquet").height if release.exists() else 0

    worker = ("worker", "start", "--pool", "cronica", "--type", "process")
    log = tmp_path / "worker.log"
    with running(*worker, log=log, **server) as first:
        until(lambda: documents() == 1, f"the first document is published: {log}")
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    shutil.copy(LETTERS[1], folder)
    with running(*worker, log=log, **server):
        until(lambda: documents() == 2, f"the second document is published: {log}")
        for path in folder.iterdir():
            path.unlink()
        told = until(lambda: posted[:1], f"the failing run is told: {log}")[0]
    reason = "there is no document to read"
    page = max((warehouse / "failed").iterdir()) / "validation.html"
    assert told.pop("flow_run")
    assert "/runs/flow-run/" in told.pop("page")
    assert told == {
        "text": f"local Failed: {reason}; see {page.as_uri()}",
        "deployment": "local",
        "state": "Failed",
        "message": f"{reason}; see {page.as_uri()}",
    }
    assert page.is_file()
    assert documents() == 2
    runs = ask(server, "flow_runs", flow_runs={"state": {"type": {"any_": ["COMPLETED"]}}})
    assert len(runs) >= 2
    named = {"event": {"name": ["cronica.release.published"]}}
    events = until(lambda: ask(server, "events", filter=named)["events"], "published releases are told")
    published = sorted(events, key=lambda each: each["occurred"])[-1]
    assert published["payload"]["tables"]["documents"] == 2
    assert published["payload"]["release"] == (warehouse / "current").resolve().name
    assert {"run-summary", "findings", "report", "validation"} <= {
        each["key"] for each in ask(server, "artifacts")
    }
    assert hold(server, 0) == 0, "the lease of the killed holder has ended"
