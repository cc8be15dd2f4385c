"""What a machine can do to a build: kill it, fill its disk, forbid it to write, run another one."""

import os
import resource
import shutil
import signal
import subprocess
import sys

import pytest

import seeds
from flows.cli.common import Exit
from tests.faults.kills import whole
from tests.processes import CRONICA, marked, start, wait_until
from warehouse.release import STAGING, Warehouse


@pytest.fixture
def few(tmp_path):
    """Two documents, for a release unlike that of all."""
    folder = tmp_path / "few"
    folder.mkdir()
    for path in sorted(seeds.DOCUMENTS.glob("*.txt"))[:2]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def store(built, tmp_path):
    """A warehouse with a release in force."""
    shutil.copytree(built.warehouse, tmp_path / "warehouse", symlinks=True)
    return Warehouse(tmp_path / "warehouse")


def line_of(run, step):
    """Read what a build says until it is done with a step."""
    for line in run.stderr:
        if line.startswith(step):
            return line
    raise AssertionError(f"no step {step}")


def test_killed_between_steps_it_leaves_a_whole_release_and_the_next_run_waits_its_turn_and_recovers(
    store, few, prefect_api
):
    """`tests.faults.kills` does so at random moments, as often as one has time for."""
    old = whole(store)
    build = ("build", few, "--warehouse", store.root, "--accept-shrinkage", "--wait", "300")
    found = {}
    for step in ("assemble", "publish"):
        run = start(store.root, *build, PREFECT_API_URL=prefect_api)
        line_of(run, step)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        wait_until(lambda: not marked(store.root))
        found[step] = whole(store) == old
    assert found == {"assemble": True, "publish": False}
    new = whole(store)
    with store.lock():
        run = start(store.root, *build, PREFECT_API_URL=prefect_api)
        said = line_of(run, "waiting")
    assert f"another run (process {os.getpid()}) is writing to {store.root}" in said
    assert run.communicate() and run.returncode == 0
    assert whole(store) == new
    assert list(store.releases.glob(f"{STAGING}*")) == []
    assert not {".work", ".slot", ".current-new"} & {path.name for path in store.root.iterdir()}


def test_a_full_disk_is_one_line_and_the_release_in_force_stays(store, few, prefect_api):
    """No file of this process and its children may be longer than a few pages."""

    def bound():
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    old = whole(store)
    done = subprocess.run(
        [CRONICA, "build", few, "--warehouse", store.root],
        env={**os.environ, "PREFECT_API_URL": prefect_api},
        capture_output=True,
        text=True,
        preexec_fn=bound,
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("cronica: ")]
    assert done.returncode == Exit.NO_ROOM, done.stderr
    assert len(said) == 1
    assert "ulimit -f" in said[0]
    assert whole(store) == old


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a file system")
def test_a_warehouse_that_cannot_be_written_is_one_line(store, cronica, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "--bind", store.root, disk], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"NOT TESTED, no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", disk], check=True)
        for command in (["rollback"], ["prune", "--keep", "1"]):
            done = cronica(*command, "--warehouse", disk)
            assert done.returncode == Exit.NO_ROOM
            assert done.stderr == (
                "cronica: the warehouse cannot be written, its disk is read-only; "
                "the release in force is as it was\n"
            )
    finally:
        subprocess.run(["umount", disk], check=True)
