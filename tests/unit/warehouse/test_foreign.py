"""Things in the folder of a warehouse that are not as publishing left them: foreign, in the way, damaged."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cronica.warehouse.store import kept
from tests.small_warehouse import OTHER

LATER = datetime(2026, 3, 2, tzinfo=UTC)


def test_a_link_left_by_a_killed_run_does_not_stop_the_next(store, publish):
    publish()
    (store.root / ".current-new").symlink_to("releases/nowhere")
    assert publish(OTHER, created=LATER) == store.current()


def a_copy_that_followed_links(store):
    copy = shutil.copytree(store.root / "current", store.root / "copy")
    (store.root / "current").unlink()
    copy.rename(store.root / "current")


def a_folder_of_something_else(store):
    (store.root / "current").unlink()
    (store.root / "current").mkdir()


def a_link_that_loops(store):
    (store.root / "current").unlink()
    (store.root / "current").symlink_to("current")


def a_link_to_a_file(store):
    (store.root / "current").unlink()
    (store.root / "current").symlink_to("history.jsonl")


@pytest.mark.parametrize(
    "damage", [a_copy_that_followed_links, a_folder_of_something_else, a_link_that_loops, a_link_to_a_file]
)
def test_whatever_stands_in_the_place_of_current_is_replaced(damage, store, publish):
    first = publish()
    damage(store)
    assert store.current() == (first if damage is a_copy_that_followed_links else None)
    assert publish(created=LATER) == replace(first, reused=True)
    assert (store.root / "current").readlink() == Path("releases", first.id)


def test_what_is_not_ours_is_left_alone_or_replaced(store, publish):
    first = publish()
    (store.releases / "lost+found").mkdir()
    (store.root / "lost+found").mkdir()
    (store.releases / "notes.txt").write_text("mine")
    (store.releases / ".staging-x").write_text("a file")
    (store.releases / ".staging-loop").symlink_to(".staging-loop")
    (store.root / ".current-new").mkdir()
    second = publish(OTHER, created=LATER)
    assert store.history() == [first, second]
    assert {path.name for path in store.releases.iterdir()} == {
        "lost+found",
        "notes.txt",
        first.id,
        second.id,
    }


@pytest.mark.parametrize("name", ["terms.parquet", "datapackage.json", "DICTIONARY.md", "SHA256SUMS"])
def test_a_release_in_force_that_is_damaged_is_made_again(name, store, publish, caplog):
    damaged = publish()
    (damaged.path / name).write_text('{"resources": [1]}')
    with store.lock():
        assert store.last_whole() is None
    assert caplog.messages == [
        f"release {damaged.id} is damaged ({kept.fault(damaged.path)}): nothing is built upon it"
    ]
    repaired = publish(created=LATER)
    assert store.current() == repaired != damaged
    assert kept.fault(repaired.path) is None
