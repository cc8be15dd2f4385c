"""What a format costs: the bundled documents as text, web page, Word file and PDF, from bytes to rows.

    python -m benchmarks.formats [--seconds 10]

The result is kept in ``benchmarks/results/formats.md``.
"""

import argparse
import time
from pathlib import Path

from benchmarks.measured import record, table
from cronica import seeds
from cronica.flows.reading.documents import read_documents, warm_up
from cronica.flows.sources.discover import discover

MADE = Path(__file__).parent.parent / "tests" / "integration" / "formats"
COLUMNS = ("format", "documents", "bytes", "rows", "CPU s a document", "times text")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=10.0, help="of processor time for each format")
    seconds = parser.parse_args().seconds
    warm_up()
    texts = sorted(seeds.DOCUMENTS.glob("*.txt"))
    measured = [_measured("txt", texts, seconds)]
    measured += [_measured(each, sorted(MADE.glob(f"*.{each}")), seconds) for each in ("html", "docx", "pdf")]
    rows = [(*row, row[-1] / measured[0][-1]) for row in measured]
    record("formats", f"python -m benchmarks.formats --seconds {seconds:g}", table(COLUMNS, rows))


def _measured(name: str, paths: list[Path], seconds: float) -> tuple[str, int, int, int, float]:
    files = discover(paths).files
    fastest, until = float("inf"), time.process_time() + seconds
    while time.process_time() < until:
        started = time.process_time()
        rows = read_documents(files)[2]["rows"]
        fastest = min(fastest, time.process_time() - started)
    return name, len(files), sum(file.size for file in files), rows, fastest / len(files)


if __name__ == "__main__":
    main()
