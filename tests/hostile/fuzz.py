"""Reads made-up documents for some minutes: ``python -m tests.hostile.fuzz [--minutes 10]``.

A third of the time goes to texts, a third to damaged files (hypothesis), and, where atheris is installed
(``pip install atheris``), the rest to bytes that it steers by the code they reach. A crash ends it with what caused it.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from cronica.flows.extract.extracted import Unreadable
from tests.hostile.reading import read_bytes, read_text
from tests.hostile.texts import damaged, samples, texts

FORMATS = ("akn", "docx", "html", "pdf", "txt")
search = settings(
    max_examples=200,
    database=None,
    deadline=None,
    derandomize=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def search_texts(seconds: float) -> Counter[str]:
    """Read texts of pieces."""
    done: Counter[str] = Counter()

    @search
    @given(texts)
    def one(text: str) -> None:
        try:
            read_text(text)
            done["read"] += 1
        except Unreadable as error:
            done[error.reason.value] += 1

    _repeat(one, seconds)
    return done


def search_files(seconds: float) -> Counter[str]:
    """Read damaged files."""
    done: Counter[str] = Counter()

    @search
    @given(damaged())
    def one(file: tuple[str, bytes]) -> None:
        done[f"{file[0]} {read_bytes(*file)}"] += 1

    _repeat(one, seconds)
    return done


def _repeat(test, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        test()


def _steered(seconds: float) -> None:
    """The same with atheris, which does not come back: the process ends."""
    import atheris

    atheris.instrument_all()

    def one(data: bytes) -> None:
        if data:
            read_bytes(FORMATS[data[0] % len(FORMATS)], data[1:])

    with tempfile.TemporaryDirectory() as corpus:
        for kind, data in samples().items():
            Path(corpus, kind).write_bytes(bytes([FORMATS.index(kind)]) + data)
        atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", "-rss_limit_mb=3000", corpus], one)
        atheris.Fuzz()


def main() -> int:
    """Search for as long as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    seconds = parser.parse_args().minutes * 60
    try:
        import atheris  # noqa: F401

        parts = 3
    except ImportError:
        print("atheris is not installed: hypothesis alone", file=sys.stderr)
        parts = 2
    for name, part in (("texts", search_texts), ("damaged files", search_files)):
        done = part(seconds / parts)
        print(f"{name}: {done.total():,} read or refused, no crash {dict(done.most_common())}", flush=True)
    if parts == 2:
        return 0
    child = multiprocessing.get_context("spawn").Process(target=_steered, args=(seconds / parts,))
    child.start()
    child.join()
    print(f"steered bytes: exit code {child.exitcode}")
    return child.exitcode or 0


if __name__ == "__main__":
    sys.exit(main())
