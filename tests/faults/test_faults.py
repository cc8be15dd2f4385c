"""What a machine can do to a build: kill it, fill its disk, forbid it to write, run another one."""

import logging
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cronica import seeds
from cronica.cli.common import Exit
from cronica.warehouse.publish.release import STAGING, Warehouse
from tests.faults.kills import whole
from tests.processes import forked, marked, wait_until


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


STEPS = ("discover", "plan", "read", "assemble", "validate", "publish", "report")


def build(documents, root, api_url, last_step=None):
    """Build in a process that has just been forked, and that kills itself when a step has ended."""
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from cronica.flows.build import build_warehouse

    def kill(record):
        if last_step and record.getMessage().startswith(last_step):
            os.kill(os.getpid(), signal.SIGKILL)
        return True

    os.environ["PYTHON_TEST_MARK"] = str(root)
    stages = logging.getLogger("cronica")
    stages.setLevel(logging.INFO)
    stages.addFilter(kill)
    with temporary_settings({PREFECT_API_URL: api_url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        build_warehouse([documents], root, accept_shrinkage=True)


def test_killed_after_any_step_it_leaves_a_whole_release_and_the_next_run_recovers(store, few, prefect_api):
    """`tests.faults.kills` does so at random moments, as often as one has time for."""
    old = whole(store)
    found = {}
    for step in (*STEPS, None):
        code = forked(build, few, store.root, prefect_api, step)
        wait_until(lambda: not marked(store.root))
        found[step] = code, whole(store) == old
    before, after = STEPS[: STEPS.index("publish")], STEPS[STEPS.index("publish") :]
    assert found == {
        **dict.fromkeys(before, (-signal.SIGKILL, True)),
        **dict.fromkeys(after, (-signal.SIGKILL, False)),
        None: (0, False),
    }
    assert len(store.history()) == 2
    assert list(store.releases.glob(f"{STAGING}*")) == []
    assert not {".work", ".current-new"} & {path.name for path in store.root.iterdir()}


@pytest.fixture
def small_disk(tmp_path):
    """Mount a file system of so many bytes."""
    mounted = []

    def mount(size):
        disk = tmp_path / "disk"
        disk.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], capture_output=True, text=True
        )
        if done.returncode:
            pytest.skip(f"NOT TESTED, no file system can be mounted here: {done.stderr.strip()}")
        mounted.append(disk)
        return disk

    yield mount
    for disk in mounted:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(("room", "has_server"), [(1_200_000, False), (2_500_000, True)])
def test_a_disk_that_runs_full_is_one_line_and_the_release_in_force_stays(
    built, few, cronica, small_disk, prefect_api, room, has_server
):
    """The server of the run finds no room for its records; or there is none for the release."""
    release = built.release
    disk = small_disk(room + sum(-(-path.stat().st_size // 4096) * 4096 for path in release.rglob("*")))
    store = Warehouse(disk)
    shutil.copytree(release, store.releases / release.name)
    (disk / "current").symlink_to(Path("releases") / release.name)
    server = {"PREFECT_API_URL": prefect_api} if has_server else {}
    done = cronica("build", few, "--warehouse", disk, "--accept-shrinkage", **server)
    said = [line for line in done.stderr.splitlines() if not line.startswith(STEPS)]
    assert said == ["cronica: the disk is full: free some room; the release in force is whole"]
    assert done.returncode == Exit.NO_ROOM
    assert whole(store) == release.name


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
                "the release in force is whole\n"
            )
    finally:
        subprocess.run(["umount", disk], check=True)
