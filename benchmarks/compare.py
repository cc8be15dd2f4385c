"""Crónica beside plain patterns and other tools, in one run on the same bytes.

    python -m benchmarks.compare [--documents 1000] [--seconds 10]

Makes documents, gives them to each engine of ``benchmarks.engines`` on one core, then builds a warehouse
from them, and keeps the table in ``benchmarks/results/compare.md``. A tool that is not installed is named as
absent: ``pip install -c constraints.txt -e ".[benchmarks]"`` brings all of them.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import maker
from benchmarks.builds import Bench, Built
from benchmarks.engines import ENGINES, Measured, version
from benchmarks.measured import Cost, record, run, table

COLUMNS = (
    "engine", "does", "documents", "MB", "found", "CPU s", "MB/s", "times plain re", "memory MB",
)  # fmt: skip
PLAIN = "re, one pattern"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10.0, help="of processor time for each engine")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cronica-") as temporary:
        texts = maker.write(Path(temporary) / "made", chosen.documents)
        pace = {name: _measured(name, texts, chosen.seconds) for name in ENGINES}
        bench = Bench(Path(temporary) / "bench")
        built = bench.build(texts, Path(temporary) / "warehouse")
    rates = {name: measured.megabytes / measured.cpu for name, measured in pace.items() if measured}
    rows = [
        _row(name, measured, rates) if measured else (name, "not installed", *[None] * (len(COLUMNS) - 2))
        for name, measured in pace.items()
    ]
    command = f"python -m benchmarks.compare --documents {chosen.documents} --seconds {chosen.seconds:g}"
    record("compare", command, f"{table(COLUMNS, rows)}\n\n{_whole(built, bench.empty)}")


def _measured(name: str, texts: Path, seconds: float) -> Measured | None:
    package = ENGINES[name].package
    if package and not version(package):
        return None
    print(f"  {name}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "benchmarks.engines", name, str(texts), "--seconds", f"{seconds:g}"]
    return Measured(**json.loads(run(command).output))


def _whole(built: Built, empty: Cost) -> str:
    """The whole run in a sentence."""
    cpu = built.cost.cpu - empty.cpu
    return (
        f"Each engine had one core. `cronica build` of the same {built.documents:,} documents, on all cores, "
        f"from finding the files to the published release: {built.own:.1f} s, "
        f"{built.documents / built.own:.0f} documents a second; {cpu:.1f} s of processor time beside the "
        f"{empty.cpu:.1f} s of an empty Prefect run; "
        f"{built.cost.memory:.0f} MB at most in all processes together, the Prefect server included."
    )


def _row(name: str, measured: Measured, rates: dict[str, float]) -> tuple[object, ...]:
    package = ENGINES[name].package
    return (
        f"{name} {version(package)}" if package else name,
        ENGINES[name].does,
        measured.documents,
        measured.megabytes,
        measured.found,
        measured.cpu,
        rates[name],
        rates[name] / rates[PLAIN],
        measured.memory,
    )


if __name__ == "__main__":
    main()
