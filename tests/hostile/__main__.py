"""Reads each hostile file by itself and prints what became of it: ``python -m tests.hostile [FOLDER]``.

The files are made in FOLDER, or in one that goes again. The time is that of reading alone, in a reader process that
has started; the memory is the largest resident size of the run's or of a reader's process.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cronica.flows.reading import Batch
from cronica.flows.reading.process import Reader
from cronica.flows.sources.discover import MANIFEST, discover


def read_one(path: Path) -> dict:
    """What became of one file: ``outcome``, ``reason``, ``seconds``, ``megabytes``."""
    reader = Reader()
    with tempfile.TemporaryDirectory() as folder:
        reader.read(Batch(Path(folder) / "none", ()))
        start = time.perf_counter()
        found = discover([path])
        if path.name == "changes.txt":
            path.write_bytes(b"Otro texto.")
        elif path.name == "vanishes.txt":
            path.unlink()
        refused = found.refused
        if found.files:
            refused = [*refused, *reader.read(Batch(Path(folder) / "read", tuple(found.files))).refused]
        seconds = time.perf_counter() - start
    reader.end()
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    reasons = "; ".join(f"{each.reason_code}: {each.message}" for each in refused)
    outcome = "refused" if reasons else "read"
    return {"outcome": outcome, "reason": reasons, "seconds": seconds, "megabytes": max(used) // 1024}


def main(folder: Path) -> None:
    """Make the files, read each, print the table."""
    # Elsewhere: a process begins with the memory its parent needs, and this one's children are measured.
    subprocess.run([sys.executable, "-m", "tests.hostile.make", folder], check=True)
    print("| file | outcome | reason | seconds | MB |\n|---|---|---|---|---|")
    worst = {"seconds": 0.0, "megabytes": 0}
    lost = 0
    for name in ("changes.txt", "vanishes.txt"):  # between finding and reading
        (folder / name).write_text("Un texto.")
    for path in sorted(set(folder.iterdir()) - {folder / MANIFEST}):
        done = subprocess.run([sys.executable, "-m", "tests.hostile", "--one", path], capture_output=True)
        shown = path.name.encode("utf-8", "replace").decode().replace("\n", "␤")
        try:
            result = json.loads(done.stdout)
        except ValueError:
            lost += 1
            print(f"| {shown} | LOST | {done.stderr.decode(errors='replace')[-300:]!r} | | |", flush=True)
            continue
        worst = {key: max(value, result[key]) for key, value in worst.items()}
        reason = result["reason"].replace("|", "\\|").replace("\n", "␤")
        print(
            f"| {shown[:60]} | {result['outcome']} | {reason} | {result['seconds']:.1f} | {result['megabytes']:,} |",
            flush=True,
        )
    print(f"\n{lost} lost, none over {worst['seconds']:.1f} s or {worst['megabytes']:,} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(read_one(Path(sys.argv[2]))))
    elif len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
