"""What a run costs when nothing changed, when one document did, and when one was removed.

    python -m benchmarks.incremental [--documents 630] [--folder DIR]

Builds made documents, or a folder's, then changes them and builds again, each time beside a warehouse built
anew from the same files, whose Parquet files must have the same bytes. The result is kept in
``benchmarks/results/incremental.md``.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import maker
from benchmarks.builds import Bench, content_hashes
from benchmarks.measured import record, table

COLUMNS = ("run", "documents", "own s", "of the first", "CPU s", "of the first", "bytes as built anew")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=630)
    parser.add_argument("--folder", type=Path, help="documents to use instead of made ones")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cronica-") as temporary:
        folder = Path(temporary)
        if chosen.folder:
            texts = Path(shutil.copytree(chosen.folder, folder / "documents"))
        else:
            texts = maker.write(folder / "made", chosen.documents)
        rows = _rows(Bench(folder / "bench"), texts, folder)
    given = f"--folder {chosen.folder}" if chosen.folder else f"--documents {chosen.documents}"
    record("incremental", f"python -m benchmarks.incremental {given}", table(COLUMNS, rows))
    sys.exit(any(row[-1] == "no" for row in rows))


def _rows(bench: Bench, texts: Path, folder: Path) -> list[tuple[object, ...]]:
    def again(name: str) -> tuple[object, ...]:
        """A run over what is there now, compared with a warehouse built from it anew."""
        built = bench.build(texts, folder / "warehouse")
        bench.build(texts, folder / "anew")
        same = content_hashes(folder / "warehouse") == content_hashes(folder / "anew")
        shutil.rmtree(folder / "anew")
        cpu = built.cost.cpu - bench.empty.cpu
        return (
            name,
            built.documents,
            built.own,
            built.own / first.own,
            cpu,
            cpu / first_cpu,
            "yes" if same else "no",
        )

    first = bench.build(texts, folder / "warehouse")
    first_cpu = first.cost.cpu - bench.empty.cpu
    rows = [("first", first.documents, first.own, 1.0, first_cpu, 1.0, None)]
    rows.append(again("nothing changed"))
    one = sorted(path for path in texts.rglob("*") if path.is_file())[0]
    one.write_bytes(one.read_bytes().rstrip() + b"\n\n")
    rows.append(again("one changed"))
    one.unlink()
    rows.append(again("one removed"))
    return rows


if __name__ == "__main__":
    main()
