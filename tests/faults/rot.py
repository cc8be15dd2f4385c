"""Damages what is kept, at random, and builds again: ``python -m tests.faults.rot --flips 500 [--seed 1]``.

A small warehouse with two releases, several partitions and one of a document that is gone is copied for each round. In
the copy one file is damaged: bits flipped, cut short, emptied, deleted, or replaced by a folder. Then a document is
added and built, in this process, without help. The release must have the bytes of one that was made from nothing, and
everything in it and beside it must be as it was made. Expectations are not run. One round in ten damages the search
index, Prefect's database or the template of that instead: it must be made again, and found to work. The last line is
the count.
"""

import argparse
import logging
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

from cronica.flows.settings import FRUGAL

os.environ.update(FRUGAL)

from cronica import seeds
from cronica.flows.incremental import partitions
from cronica.flows.orchestration import recording
from cronica.flows.validate import process
from cronica.warehouse.ask import search
from cronica.warehouse.publish.verify import verify
from cronica.warehouse.store import kept
from tests import made_texts
from tests.release_files import contents

CACHES = 10
"""One round in so many damages what is kept beside the warehouse."""


def flip(path: Path, pick: random.Random) -> None:
    """Flip one to three bits."""
    data = bytearray(path.read_bytes())
    for _ in range(pick.randint(1, 3)):
        if data:
            data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
    _write(path, bytes(data))


def cut(path: Path, pick: random.Random) -> None:
    """Keep the beginning only."""
    data = path.read_bytes()
    _write(path, data[: pick.randrange(len(data))] if data else b"")


def delete(path: Path, _: random.Random) -> None:
    """Delete it."""
    path.unlink()


def replace(path: Path, _: random.Random) -> None:
    """Put an empty folder in its place."""
    path.unlink()
    path.mkdir()


DAMAGES = (flip, flip, flip, cut, cut, delete, replace)


def _write(path: Path, data: bytes) -> None:
    path.unlink()  # other partitions share the file
    path.write_bytes(data)


class Unchecked:
    """No expectations: nothing but its sums may tell what is damaged."""

    def start(self, staged: Path) -> None:
        """Begin with nothing."""

    def results(self) -> list[object]:
        """The results of none."""
        return []


class Rot:
    """A warehouse to damage, and the release that must come out of it."""

    def __init__(self, folder: Path, build: Callable[..., object]) -> None:
        self._folder = folder
        self._build = build
        self.documents = folder / "documents"
        shutil.copytree(made_texts.write(folder / "made", 5), self.documents)
        for path in sorted(seeds.DOCUMENTS.glob("*.txt"))[:2]:
            shutil.copy(path, self.documents)
        gone = self.documents / "gone.txt"
        gone.write_text("Nota del 3 de mayo de 2001 sobre Kazajstán.\n")
        self.build("whole")
        gone.unlink()
        self.build("whole")
        (self.documents / "added.txt").write_text("Carta de fecha 4 de junio de 2019 sobre el desarme.\n")
        self.build("fresh")
        self.right = self.rows("fresh")
        self.cache = folder / "cache"
        self.found = self.search()

    def build(self, name: str) -> None:
        """Build the documents into a warehouse of this name."""
        self._build([self.documents], self._folder / name, accept_shrinkage=True)

    def rows(self, name: str) -> dict[str, object]:
        """What the release in force holds."""
        return contents(self._folder / name / "current")

    def search(self) -> list[dict[str, object]]:
        """What is found in the release that was made from nothing."""
        release = (self._folder / "fresh" / "current").resolve()
        return search.search(release, "Asamblea", self.cache).to_pylist()

    def warehouse(self, pick: random.Random) -> str:
        """Damage a file of the warehouse and build; what was damaged.

        Raises:
            AssertionError: the release is not that which is made from nothing, or something is left damaged.
        """
        root = self._folder / "copy"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self._folder / "whole", root, symlinks=True)
        files = [path for path in sorted(root.rglob("*")) if path.is_symlink() or path.is_file()]
        path = pick.choice([each for each in files if each.name != ".lock"])
        name = f"{(how := pick.choice(DAMAGES)).__name__} {path.relative_to(root)}"
        try:
            how(path, pick) if not path.is_symlink() or how in (delete, replace) else delete(path, pick)
            self.build("copy")
            assert self.rows("copy") == self.right, "the release has other bytes"
            verify(root / "current")
            faults = [kept.fault(each) for each in partitions.Partitions(root).all()]
            assert not any(faults), faults
        except Exception as error:
            error.add_note(name)
            raise
        return f"{how.__name__} {path.relative_to(root).parts[0]}"

    def beside(self, pick: random.Random) -> str:
        """Damage the search index, Prefect's database or the template of that, and use it; what was damaged."""
        kind = pick.choice(("search", "prefect.db", "template"))
        if kind == "search":
            path = pick.choice([each for each in sorted(self.cache.rglob("*")) if each.is_file()])
            pick.choice((flip, flip, cut, delete))(path, pick)
            assert self.search() == self.found, "another answer"
            return kind
        home = self._folder / "home"
        server = recording.OwnServer(home, 0)
        folder = home if kind == "prefect.db" else server.template
        if folder.exists():
            path = pick.choice(
                [each for each in sorted(folder.iterdir()) if each.name.startswith("prefect.db")]
            )
            pick.choice((flip, flip, cut))(path, pick)
            if kind == "template":
                shutil.rmtree(home, ignore_errors=True)
        with server:
            server.wait_until_ready()
        with closing(sqlite3.connect(home / recording.DATABASE)) as history:
            assert history.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            history.execute("SELECT count(*) FROM flow_run")
        return kind


def main() -> int:
    """Run the whole and print the count; the exit code is 1 when anything went wrong."""
    parser = argparse.ArgumentParser(description="Damage what is kept and build again.")
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    pick = random.Random(chosen.seed)
    counts: Counter[str] = Counter()
    logging.getLogger("cronica").setLevel(logging.ERROR)
    partitions.DOCUMENTS = 2
    with tempfile.TemporaryDirectory(prefix="cronica-rot-") as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "home-cache")
        with recording.recording(folder / "prefect"):
            process.Checker = lambda: nullcontext(Unchecked())
            from cronica.flows.build import build_warehouse

            rot = Rot(folder, build_warehouse)
            began = time.monotonic()
            for number in range(1, chosen.flips + 1):
                try:
                    counts[rot.beside(pick) if number % CACHES == 0 else rot.warehouse(pick)] += 1
                except Exception:
                    counts["FAULT"] += 1
                    print(f"round {number}: {traceback.format_exc()}", flush=True)
                if number % 50 == 0:
                    print(f"{number} rounds, {time.monotonic() - began:.0f} s", flush=True)
    for what, count in sorted(counts.items()):
        print(f"{count:5} {what}")
    print(
        f"{chosen.flips} rounds: {chosen.flips - counts['FAULT']} made again right, {counts['FAULT']} faults"
    )
    return 1 if counts["FAULT"] else 0


if __name__ == "__main__":
    sys.exit(main())
