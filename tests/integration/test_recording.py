"""The Prefect server of a run: it outlasts a signal to the whole group, and is replaced when it is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from cronica.flows.orchestration.recording import OwnServer, is_sound

RUNS = """
import sys
from pathlib import Path
from cronica.flows.orchestration.recording import recording

with recording(Path(sys.argv[1])):
    from prefect import flow, task

    @task
    def step():
        print("ready", flush=True)
        return sys.stdin.readline()

    @flow(name="steps")
    def steps():
        return [step() for _ in range(3)]

    steps()
"""
"""A flow of three tasks, each of which waits for a line."""


def server_of(process: subprocess.Popen) -> int:
    """The process id of the server that a process started."""
    for each in Path("/proc").glob("[0-9]*/stat"):
        parent = each.read_text().rpartition(")")[2].split()[1]
        if parent == str(process.pid) and b"server.py" in each.with_name("cmdline").read_bytes():
            return int(each.parent.name)
    raise AssertionError("there is no server")


def test_a_server_gets_over_signals_to_the_group_and_is_replaced_when_it_is_killed(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-c", RUNS, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout.readline() == "ready\n"
    first = server_of(run)
    for number in (signal.SIGTERM, signal.SIGINT):
        os.kill(first, number)
    run.stdin.write("go on\n")
    run.stdin.flush()
    assert run.stdout.readline() == "ready\n"
    assert server_of(run) == first
    os.kill(first, signal.SIGKILL)
    _, said = run.communicate("go on\ngo on\n", timeout=120)
    assert run.returncode == 0, said
    with sqlite3.connect(tmp_path / "prefect.db") as history:
        assert history.execute("SELECT state_type FROM flow_run").fetchall() == [("COMPLETED",)]
        assert history.execute("SELECT state_type FROM task_run").fetchall() == [("COMPLETED",)] * 3
    assert is_sound(tmp_path)
    history.execute("UPDATE alembic_version SET version_num = 'x'")
    history.commit()
    history.close()
    assert is_sound(tmp_path)  # others may use it, too
    with OwnServer(tmp_path, 0) as server:
        server.wait_until_ready()
    assert (tmp_path / "damaged" / "prefect.db").exists()
    data = (tmp_path / "prefect.db").read_bytes()
    (tmp_path / "prefect.db").write_bytes(data[: len(data) // 2])
    assert not is_sound(tmp_path)
