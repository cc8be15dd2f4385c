"""Kills builds and their children at random moments and looks at what they leave.

    python -m tests.faults.kills --runs 200 [--documents FOLDER] [--seed 1]

Each run has other documents than the one before, so that it has a release to make, and meets with one of:

* ``tree``, ``main``: SIGKILL to all its processes, or to the first of them;
* ``server``, ``child``: SIGKILL to its Prefect server, or to a process that reads or validates: it gets over that;
* ``term``, ``int``: the signal to its process group: it ends in ``LONGEST_END`` seconds, leaves nothing staged, and its
  exit code says so.

Then ``current`` must be a whole release, the one before or the one being made; no process of the run may be left; and
the next run, which nobody helps, must end well, leave nothing but its release behind and find no run still ``Running``
in its own history. At the end the release has the bytes of one that is made from nothing. The last lines are counts.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

from cronica import seeds
from cronica.cli.common import Exit
from cronica.warehouse.ask import query
from cronica.warehouse.publish.release import STAGING, Warehouse
from cronica.warehouse.publish.verify import verify
from tests import made_texts
from tests.processes import marked, start, wait_until
from tests.release_files import contents

HOW = ("tree", "main", "server", "child", "term", "int")
LEAST, MOST = 0.02, 1.1
"""The moment of a kill as a share of the time the whole run before took."""
LONGEST_END = 5.0
MADE = 20
"""Documents beside the bundled ones in every second run."""


def build(store: Warehouse, documents: list[Path]) -> subprocess.Popen[str]:
    """A build that goes on by itself; it may make a release that is much smaller than the one in force."""
    return start(store.root, "build", *documents, "--warehouse", store.root, "--accept-shrinkage")


def whole(store: Warehouse) -> str:
    """The id of the release in force, once everything in it was read back.

    Raises:
        AssertionError: there is none.
        InvalidRelease: it is not whole.
    """
    current = store.current()
    assert current, "there is no release in force"
    verify(current.path)
    assert query.run(current.path, "SELECT count(*) AS n FROM documents").to_pylist()[0]["n"]
    return current.id


def finish(store: Warehouse, documents: list[Path]) -> float:
    """Let a build end by itself and look at what it leaves; its seconds.

    Raises:
        AssertionError: it failed, or left something behind.
    """
    began = time.monotonic()
    run = build(store, documents)
    _, errors = run.communicate()
    seconds = time.monotonic() - began
    assert run.returncode == 0, errors
    whole(store)
    _nothing_staged(store)
    with closing(sqlite3.connect(store.root / ".prefect" / "prefect.db")) as history:
        states = Counter(state for (state,) in history.execute("SELECT state_type FROM flow_run"))
    assert not states["RUNNING"], f"flow runs by state: {dict(states)}"
    return seconds


def _nothing_staged(store: Warehouse) -> None:
    left = [path.name for path in store.releases.glob(f"{STAGING}*")]
    assert not left, f"left staged: {left}"


def kill(
    store: Warehouse, documents: list[Path], after: float, how: str, pick: random.Random
) -> tuple[str, float]:
    """Do something to a build after so many seconds and look at what it leaves.

    Returns:
        The release in force: ``old`` or ``new``, or ``ended`` when the run had ended before; and the seconds it took
        to end.

    Raises:
        AssertionError: the release in force is neither the old one nor newer and whole, or the run did not end well.
        TimeoutError: a process of it is left.
    """
    seconds = 0.0
    old = whole(store)
    run = build(store, documents)
    wait_until(lambda: len(marked(store.root)) > 1 or run.poll() is not None)  # it has begun
    try:
        _, said = run.communicate(timeout=after)
        ended = True
    except subprocess.TimeoutExpired:
        ended = False
        began = time.monotonic()
        _signal(run, store.root, how, pick)
        _, said = run.communicate(timeout=300)
        seconds = time.monotonic() - began
        if how in ("server", "child"):
            assert run.returncode == 0, said
        elif how in ("term", "int"):
            meant = Exit.TERMINATED if how == "term" else Exit.INTERRUPTED
            assert run.returncode in (meant, 0), f"exit code {run.returncode}: {said}"
            assert seconds < LONGEST_END, f"it took {seconds:.1f} s to end: {said}"
            _nothing_staged(store)
        assert "Traceback" not in said, said
    wait_until(lambda: not marked(store.root))
    now = whole(store)
    return "ended" if ended else "old" if now == old else "new", seconds


def _signal(run: subprocess.Popen[str], mark: Path, how: str, pick: random.Random) -> None:
    """Send the signal, or signals; a process may have ended meanwhile."""
    if how in ("term", "int"):
        os.killpg(run.pid, signal.SIGTERM if how == "term" else signal.SIGINT)
        return
    by_kind: dict[str, list[int]] = {"main": [], "server": [], "child": []}
    for pid in sorted(map(int, marked(mark))):
        with suppress(OSError):
            is_server = b"server.py" in Path(f"/proc/{pid}/cmdline").read_bytes()
            by_kind["main" if pid == run.pid else "server" if is_server else "child"].append(pid)
    chosen = [*chain(*by_kind.values())] if how == "tree" else by_kind[how]
    for pid in chosen if how == "tree" else chosen and [pick.choice(chosen)]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def inputs(folder: Path, documents: Path | None, number: int) -> list[Path]:
    """What a run reads: in turn few and many, and one that is another each time."""
    changing = folder / "changing"
    changing.mkdir(exist_ok=True)
    (changing / "note.txt").write_text(f"Nota número {number} del 3 de mayo de 2001 sobre Kazajstán.\n")
    more = documents or folder / "made"
    return [seeds.DOCUMENTS, changing, *([more] if number % 2 else [])]


def main() -> int:
    """Run the whole and print the counts; the exit code is 1 when anything went wrong."""
    parser = argparse.ArgumentParser(description="Kill builds at random moments.")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    moments = random.Random(chosen.seed)
    counts: Counter[tuple[str, str]] = Counter()
    folder = Path(tempfile.mkdtemp(prefix="cronica-kills-"))
    try:
        store = Warehouse(folder / "warehouse")
        made_texts.write(folder / "made", MADE)
        seconds = [finish(store, inputs(folder, chosen.documents, number)) for number in (0, 1)]
        for number in range(2, chosen.runs + 2):
            how = HOW[number % len(HOW)]
            documents = inputs(folder, chosen.documents, number)
            after = seconds[number % 2] * moments.uniform(LEAST, MOST)
            took = 0.0
            try:
                found, took = kill(store, documents, after, how, moments)
                seconds[number % 2] = finish(store, documents)
            except Exception as error:
                found = "FAULT"
                print(f"run {number}, {how} after {after:.2f} s: {type(error).__name__}: {error}", flush=True)
            counts[how, found] += 1
            print(
                f"run {number - 1:3}  {how:6}  {after:6.2f} s  {found}, ended after {took:.1f} s", flush=True
            )
        fresh = Warehouse(folder / "fresh")
        finish(fresh, documents)
        last, anew = (contents(each.root / "current") for each in (store, fresh))
    finally:
        shutil.rmtree(folder)
    for how in HOW:
        print(f"{how:6}", {found: number for (of, found), number in sorted(counts.items()) if of == how})
    faults = sum(number for (_, found), number in counts.items() if found == "FAULT")
    same = "equals" if last == anew else "DIFFERS FROM"
    print(f"{chosen.runs} runs, {faults} faults; the last release {same} one made from nothing")
    return 1 if faults or last != anew else 0


if __name__ == "__main__":
    sys.exit(main())
