"""Whether a run grows in a straight line: seconds a document and peak memory at 1, 10 and 100 times a size.

    python -m benchmarks.growth [--documents 100 1000 10000]

Each size is made, built into a fresh warehouse, measured with all its processes, and removed. The result is
kept in ``benchmarks/results/growth.md``.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks import maker
from benchmarks.builds import Bench, Built
from benchmarks.measured import record, table

COLUMNS = (
    "documents", "own s", "s a document", "of the last", "CPU s", "peak memory MB", "of the last",
    "warehouse MB",
)  # fmt: skip


NOTE = """Own seconds are those between the first and the last step of the flow; the processor time is that of
all processes less that of an empty Prefect run. Memory is that of all processes together, the Prefect server
included."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000, 10000])
    sizes = sorted(parser.parse_args().documents)
    with tempfile.TemporaryDirectory(prefix="cronica-") as temporary:
        bench = Bench(Path(temporary))
        built = [_grown(bench, size) for size in sizes]
    last = built[-1][0]
    rows = [
        (
            each.documents,
            each.own,
            each.own / each.documents,
            (each.own / each.documents) / (last.own / last.documents),
            each.cost.cpu - bench.empty.cpu,
            each.cost.memory,
            each.cost.memory / last.cost.memory,
            size / 1e6,
        )
        for each, size in built
    ]
    command = f"python -m benchmarks.growth --documents {' '.join(map(str, sizes))}"
    record("growth", command, f"{NOTE}\n\n{table(COLUMNS, rows)}")


def _grown(bench: Bench, size: int) -> tuple[Built, int]:
    """A build of so many documents, and the bytes of its warehouse; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="cronica-") as temporary:
        texts = maker.write(Path(temporary) / "made", size)
        warehouse = Path(temporary) / "warehouse"
        built = bench.build(texts, warehouse)
        return built, sum(path.lstat().st_size for path in warehouse.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
