"""Kills builds at random moments and looks at what they leave.

    python -m tests.faults.kills --runs 200 [--documents FOLDER] [--seed 1]

Two inputs take turns: the bundled documents, and the same with 100 more (of ``tests.made_texts``, or those
of ``--documents``), so that every run has a new release to make. Each run is killed with SIGKILL at a moment
drawn from the time a whole run takes. Then: ``current`` must open and be a whole release, the one before or the
one being made; no process of the run may be left; and the next run, which nobody helps, must end well, leave
nothing but its release behind and find no run still ``Running`` in its own history. The last line is the count.
"""

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from cronica import seeds
from cronica.warehouse.ask import query
from cronica.warehouse.publish.release import STAGING, Warehouse
from cronica.warehouse.publish.verify import verify
from tests import made_texts
from tests.processes import marked, start, wait_until

LEAST, MOST = 0.02, 1.1
"""The moment of a kill as a share of the time the whole run before took."""


def inputs(folder: Path, documents: Path | None) -> list[list[Path]]:
    """What the runs read, in turn."""
    more = documents or made_texts.write(folder / "made", 100)
    return [[seeds.DOCUMENTS], [seeds.DOCUMENTS, more]]


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
    left = [path.name for path in store.releases.glob(f"{STAGING}*")]
    assert not left, f"left staged: {left}"
    with closing(sqlite3.connect(store.root / ".prefect" / "prefect.db")) as history:
        states = Counter(state for (state,) in history.execute("SELECT state_type FROM flow_run"))
    assert not states["RUNNING"], f"flow runs by state: {dict(states)}"
    return seconds


def kill(store: Warehouse, documents: list[Path], after: float) -> str:
    """Kill a build after so many seconds and look at what it leaves: ``old``, ``new`` or ``ended`` before.

    Raises:
        AssertionError: the release in force is neither the old one nor newer and whole.
        TimeoutError: a process of it is left.
    """
    old = whole(store)
    run = build(store, documents)
    try:
        run.communicate(timeout=after)
        ended = True
    except subprocess.TimeoutExpired:
        ended = False
        run.send_signal(signal.SIGKILL)
        run.communicate()
    wait_until(lambda: not marked(store.root))
    now = whole(store)
    return "ended" if ended else "old" if now == old else "new"


def main() -> int:
    """Run the whole and print the count; the exit code is 1 when anything went wrong."""
    parser = argparse.ArgumentParser(description="Kill builds at random moments.")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    moments = random.Random(chosen.seed)
    counts: Counter[str] = Counter()
    folder = Path(tempfile.mkdtemp(prefix="cronica-kills-"))
    try:
        store = Warehouse(folder / "warehouse")
        turns = inputs(folder, chosen.documents)
        seconds = [finish(store, documents) for documents in (turns[1], turns[0])][::-1]
        for number in range(1, chosen.runs + 1):
            turn = number % 2
            after = seconds[turn] * moments.uniform(LEAST, MOST)
            try:
                found = kill(store, turns[turn], after)
                seconds[turn] = finish(store, turns[turn])
            except Exception as error:
                found = "FAULT"
                print(
                    f"run {number}, killed after {after:.2f} s: {type(error).__name__}: {error}", flush=True
                )
            counts[found] += 1
            print(f"run {number:3}  {after:6.2f} s  {found}", flush=True)
    finally:
        shutil.rmtree(folder)
    print(
        f"{chosen.runs} runs: {counts['old']} killed with the old release in force, {counts['new']} with the "
        f"new one, {counts['ended']} had ended; {counts['FAULT']} faults"
    )
    return 1 if counts["FAULT"] else 0


if __name__ == "__main__":
    sys.exit(main())
