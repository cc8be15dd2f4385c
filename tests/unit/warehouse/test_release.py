import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from cronica.schemas import registry
from cronica.warehouse.ask import query
from cronica.warehouse.publish import history
from cronica.warehouse.publish.lock import WarehouseBusy
from cronica.warehouse.publish.release import UnknownRelease, Warehouse
from cronica.warehouse.publish.verify import InvalidRelease, verify
from cronica.warehouse.store import package
from tests.processes import forked
from tests.small_warehouse import DATASET, OTHER, flip_a_byte, stage_release

LATER = datetime(2026, 3, 2, tzinfo=UTC)
COUNT = "SELECT count(*) AS n FROM terms"


def count(release: Path) -> int:
    return query.run(release, COUNT).to_pylist()[0]["n"]


def test_a_release_is_named_by_its_time_and_content_and_holds_everything(store, publish):
    release = publish()
    content = package.read(release.path)["id"].removeprefix("sha256:")
    assert release.id == f"20260301T120000Z-{content[:8]}"
    assert release.path == store.root / "releases" / release.id
    assert not release.reused
    assert store.current() == release
    assert (store.root / "current").readlink() == Path("releases", release.id)
    assert {path.name for path in release.path.iterdir()} == {
        "changes.parquet",
        "cronica.duckdb",
        "datapackage.json",
        "diff.json",
        "DICTIONARY.md",
        "SHA256SUMS",
        *(f"{table.name}.parquet" for table in (*registry.tables(), *registry.views())),
    }


def test_a_warehouse_can_be_moved(store, publish, tmp_path):
    publish()
    moved = store.root.rename(tmp_path / "moved")
    assert count(Warehouse(moved).current().path) == 2


def test_before_the_first_release_there_is_none(store):
    assert store.current() is None
    assert store.history() == []


def test_history_lists_all_releases_oldest_first(store, publish):
    first, second = publish(), publish(OTHER, created=LATER)
    assert [release.id for release in store.history()] == [first.id, second.id]
    assert store.current() == second


def test_the_same_content_makes_no_second_release(store, publish):
    first = publish()
    again = publish(created=LATER)
    assert (again.id, again.path, again.reused) == (first.id, first.path, True)
    assert len(store.history()) == 1
    assert list(store.releases.iterdir()) == [first.path]


def test_another_program_makes_another_release_of_the_same_content(store, publish):
    first = publish()
    second = publish(created=LATER, program="of tomorrow")
    assert (second.reused, second.id) == (False, f"20260302T000000Z-{first.id[-8:]}")
    assert store.history() == [first, second]
    assert store.current() == second


def test_content_that_comes_back_puts_its_release_in_force_again(store, publish):
    first, _ = publish(), publish(OTHER, created=LATER)
    assert publish(created=LATER).reused
    assert store.current() == first


def test_a_damaged_release_is_not_reused(store, publish):
    damaged = publish()
    (damaged.path / "terms.parquet").unlink()
    repaired = publish(created=LATER)
    assert not repaired.reused
    assert store.current() == repaired
    assert count(repaired.path) == 2


def test_a_clock_set_back_makes_no_release_older_than_those_there_are(store, publish):
    first = publish(created=LATER)
    second = publish(OTHER, created=datetime(2020, 1, 1, tzinfo=UTC))
    assert second.id.startswith("20260302T000001Z-")
    assert package.read(second.path)["created"] == "2020-01-01T00:00:00Z"
    assert store.history() == [first, second]
    assert store.find("previous") == first


def test_rolling_back_and_forth(store, publish):
    first, second = publish(), publish(OTHER, created=LATER)
    with store.lock():
        assert store.rollback() == first == store.current()
        with pytest.raises(UnknownRelease, match="is the oldest release"):
            store.rollback()
        assert store.rollback(second.id[:10], "it was right") == second == store.current()
    assert history.reasons(store.root) == {first.id: "rolled back to", second.id: "it was right"}
    assert [
        json.loads(line)["release"] for line in (store.root / "history.jsonl").read_text().splitlines()
    ] == [
        first.id,
        second.id,
        first.id,
        second.id,
    ]


def test_a_damaged_release_is_not_rolled_back_to(store, publish):
    damaged, second = publish(), publish(OTHER, created=LATER)
    flip_a_byte(damaged.path)
    with store.lock(), pytest.raises(InvalidRelease, match=r"terms\.parquet: not the bytes it was made"):
        store.rollback()
    assert store.current() == second


def test_a_line_of_history_cut_off_by_a_kill_is_passed_over(store, publish):
    first = publish()
    with (store.root / "history.jsonl").open("a") as lines:
        lines.write('[1]\n{"time": "20')
    with store.lock():
        history.record(store.root, "glued to it", "lost")
        history.record(store.root, "x", "kept")
    assert history.reasons(store.root) == {first.id: "built", "x": "kept"}


def test_a_name_must_name_one_release(store, publish):
    first, second = publish(), publish(OTHER, created=LATER)
    assert store.find(first.id) == first
    assert store.find("current") == second
    with pytest.raises(
        UnknownRelease, match=f"more than one release begins with 2026: the releases are {first.id}, "
    ):
        store.find("2026")
    with pytest.raises(UnknownRelease, match="there is no release 1999"):
        store.find("1999")


def test_pruning_leaves_the_newest_and_the_one_in_force_and_open_readers(store, publish):
    first, second, third, fourth = (
        publish(dataset, created=LATER + timedelta(days=day))
        for day, dataset in enumerate(
            [DATASET, OTHER, {**OTHER, "terms": []}, {**DATASET, "entity_mentions": []}]
        )
    )
    with store.lock(), duckdb.connect(second.path / "cronica.duckdb", read_only=True) as reader:
        store.rollback(first.id)
        for number in range(3):
            (store.root / "failed" / f"2026010{number}T000000Z-0").mkdir(parents=True)
        assert store.prune(2) == [second.id]
        assert reader.sql(COUNT).fetchone() == (1,)
        assert reader.sql("SELECT sum(mentions) FROM term_frequency").fetchone() == (3,)
        assert [release.id for release in store.history()] == [first.id, third.id, fourth.id]
        assert store.prune(1) == [third.id]
    assert store.current() == first
    assert [path.name for path in store.releases.iterdir() if path.name.startswith(".")] == []
    assert [path.name for path in (store.root / "failed").iterdir()] == ["20260102T000000Z-0"]


def test_an_open_reader_keeps_its_release_while_a_new_one_comes_into_force(store, publish):
    old = publish()
    with duckdb.connect(old.path / "cronica.duckdb", read_only=True) as reader:
        assert reader.sql(COUNT).fetchone() == (2,)
        new = publish(OTHER, created=LATER)
        assert reader.sql(COUNT).fetchone() == (2,)
        assert reader.sql("SELECT sum(mentions) FROM term_frequency").fetchone() == (5,)
    assert count(old.path) == 2
    assert count(new.path) == count(store.current().path) == 1


def test_only_the_holder_of_the_lock_may_write(store):
    with pytest.raises(RuntimeError, match="take the writer lock first"):
        store.stage()
    with store.lock():
        staged = store.stage()
    with pytest.raises(RuntimeError, match="take the writer lock first"):
        store.publish(staged)


def test_a_second_writer_is_told_who_is_writing(store):
    with store.lock():
        with pytest.raises(WarehouseBusy) as caught, Warehouse(store.root).lock():
            pass
        assert f"another run (process {os.getpid()}) is writing to {store.root}" in str(caught.value)
        assert "\n" not in str(caught.value)
    with Warehouse(store.root).lock():
        pass


def test_a_second_writer_waits_for_the_first_to_end(store):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(store.root)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    child = int(holder.stdout.readline())
    try:
        with pytest.raises(WarehouseBusy, match=f"process {holder.pid}"), store.lock(wait=0.1):
            pass
        holder.kill()
        with store.lock(wait=60):  # its child lives on and holds nothing
            os.kill(child, 0)
    finally:
        os.kill(child, signal.SIGKILL)
        holder.communicate()


def test_staging_removes_what_dead_runs_left(store):
    with store.lock():
        left = store.stage()
        (left / "half.parquet").write_bytes(b"PAR1")
    with store.lock():
        staged = store.stage()
        assert list(store.releases.iterdir()) == [staged]
        assert list(staged.iterdir()) == []


def test_a_failed_run_leaves_its_report_and_the_release_in_force(store, publish):
    good = publish()
    with store.lock():
        staged = store.stage()
        stage_release(staged, OTHER)
        (staged / "validation.json").write_text("{}", encoding="ascii")
        report = store.fail(staged, ["validation.json"])
    assert report.parent == store.root / "failed"
    assert [path.name for path in report.iterdir()] == ["validation.json"]
    assert not staged.exists()
    assert store.current() == good


# Takes the lock, starts a child that outlives it and says which, and waits.
HOLDER = """
import subprocess, sys
from pathlib import Path
from cronica.warehouse.publish.release import Warehouse

with Warehouse(Path(sys.argv[1])).lock():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    print(child.pid, flush=True)
    sys.stdin.read()
"""


def publish_killed_at(change: int, root: Path) -> None:
    """Publish OTHER, killed just before the n-th change to folders (rename, link, removal).

    The interpreter announces each to audit hooks before it happens.
    """
    store, left = Warehouse(root), change

    def kill(event, arguments):
        nonlocal left
        if event in ("os.rename", "os.symlink", "os.remove", "os.rmdir"):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    with store.lock():
        staged = store.stage()
        stage_release(staged, OTHER, created=datetime(2026, 3, 2, tzinfo=UTC))
        sys.addaudithook(kill)
        store.publish(staged)
        left = -1  # what the interpreter removes as it ends is no step of publishing


def test_a_run_killed_between_any_two_steps_leaves_a_whole_release_and_the_next_run_recovers(
    store, publish, tmp_path
):
    old = publish()
    states = []
    for change in range(10):
        root = tmp_path / str(change) / "warehouse"
        shutil.copytree(store.root, root, symlinks=True)
        code = forked(publish_killed_at, change, root)
        assert code in (0, -signal.SIGKILL)
        killed = code != 0
        victim = Warehouse(root)
        current = victim.current()
        verify(current.path)
        states.append((killed, current.id == old.id, len(victim.history())))
        with victim.lock():
            staged = victim.stage()
            stage_release(staged, OTHER, created=datetime(2026, 3, 3, tzinfo=UTC))
            recovered = victim.publish(staged)
        assert count(victim.current().path) == 1
        assert {path.name for path in victim.releases.iterdir()} == {old.id, recovered.id}
        assert {path.name for path in root.iterdir()} == {".lock", "current", "history.jsonl", "releases"}
        if not killed:
            break
    *staging, linked, made, swapped, ended = states
    assert len(staging) >= 2  # before what comparing needed was given back, and the folder got its name
    assert set(staging) == {(True, True, 1)}
    assert [linked, made, swapped, ended] == [
        (True, True, 2),  # before a link left aside was removed: whole, but not in force
        (True, True, 2),  # before the new link was made aside
        (True, True, 2),  # before the new link took the place of the old
        (False, False, 2),
    ]
