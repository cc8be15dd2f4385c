"""What is compared, and the process of its own in which each engine is measured.

    python -m benchmarks.engines NAME FOLDER --seconds 10

reads the documents of a folder on one core and prints a JSON object. An engine gets all texts again and again
until its time is used, and its fastest pass counts; a slow one gets as many texts as it can do in the time.
"""

import argparse
import importlib.metadata
import json
import os
import re
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

DAY_MONTH_YEAR = (
    r"\b[0-9]{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre) de (?:19|20)[0-9]{2}\b"
)

Work = Callable[[], Iterator[tuple[int, int]]]
"""Does its job in steps, and says after each: documents done, things found."""


@dataclass(frozen=True)
class Engine:
    """One engine.

    Attributes:
        does: what it does with a text, in a few words.
        start: given the files and their texts, what is measured; what is done before it returns is not.
        package: the distribution it needs, when it is not one Crónica needs too.
    """

    does: str
    start: Callable[[list[Path], list[str]], Work]
    package: str | None = None


@dataclass(frozen=True)
class Measured:
    """What one engine did.

    Attributes:
        documents, megabytes: of one pass.
        found: what it counts as found in it.
        cpu: seconds of processor time of that pass.
        memory: the most the process took, in MB, texts included.
    """

    documents: int
    megabytes: float
    found: int
    cpu: float
    memory: float


def _at_once(texts: list[str], job: Callable[[], int]) -> Work:
    def work() -> Iterator[tuple[int, int]]:
        yield len(texts), job()

    return work


def _one_by_one(texts: list[str], find: Callable[[str], int]) -> Work:
    find(texts[0])  # what is loaded on first use is no part of the pace

    def work() -> Iterator[tuple[int, int]]:
        for text in texts:
            yield 1, find(text)

    return work


def _read_and_decode(files: list[Path], texts: list[str]) -> Work:
    return _at_once(texts, lambda: sum(len(path.read_bytes().decode()) > 0 for path in files))


def _one_pattern(files: list[Path], texts: list[str]) -> Work:
    pattern = re.compile(DAY_MONTH_YEAR)
    return _one_by_one(texts, lambda text: sum(1 for _ in pattern.finditer(text)))


def _documents(files: list[Path], texts: list[str]) -> Work:
    from cronica.flows.reading.documents import read_documents, warm_up
    from cronica.flows.settings import DEFAULT_BATCH_SIZE
    from cronica.flows.sources.discover import discover

    found = discover(files).files
    warm_up()

    def work() -> Iterator[tuple[int, int]]:
        for start in range(0, len(found), DEFAULT_BATCH_SIZE):
            batch = found[start : start + DEFAULT_BATCH_SIZE]
            yield len(batch), read_documents(batch)[2]["rows"]

    return work


def _dateparser(files: list[Path], texts: list[str]) -> Work:
    from dateparser.search import search_dates

    return _one_by_one(texts, lambda text: len(search_dates(text, languages=["es"]) or ()))


def _datefinder(files: list[Path], texts: list[str]) -> Work:
    from datefinder import find_dates

    return _one_by_one(texts, lambda text: sum(1 for _ in find_dates(text)))


def _eyecite(files: list[Path], texts: list[str]) -> Work:
    from eyecite import get_citations

    return _one_by_one(texts, lambda text: len(get_citations(text)))


def _duckling(files: list[Path], texts: list[str]) -> Work:
    import duckling

    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    spanish = duckling.parse_locale("ES", duckling.default_locale_lang(duckling.parse_lang("ES")))
    context = duckling.Context(duckling.parse_ref_time(zones, "UTC", 1_577_836_800), spanish)
    only_time = duckling.parse_dimensions(["time"])
    return _one_by_one(texts, lambda text: len(duckling.parse(text, context, only_time, False)))


ENGINES = {
    "read and decode": Engine("bytes to text", _read_and_decode),
    "re, one pattern": Engine("days with month and year", _one_pattern),
    "Crónica, documents": Engine("bytes to the rows of every table", _documents),
    "datefinder": Engine("dates", _datefinder, "datefinder"),
    "dateparser": Engine("dates", _dateparser, "dateparser"),
    "Duckling": Engine("dates", _duckling, "pyduckling-native-phihos"),
    "eyecite": Engine("citations of United States law: for pace only", _eyecite, "eyecite"),
}


def version(package: str) -> str | None:
    """The version of a distribution, None when it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def measure(engine: Engine, folder: Path, seconds: float) -> Measured:
    """Let an engine work on the texts of a folder, in this process."""
    files = sorted(path for path in folder.rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    sizes = [len(text.encode()) for text in texts]
    work = engine.start(files, texts)
    best: Measured | None = None
    until = time.process_time() + seconds
    while best is None or time.process_time() < until:
        documents, found, started = 0, 0, time.process_time()
        for step, number in work():
            documents, found = documents + step, found + number
            if time.process_time() >= until:
                break
        cpu = time.process_time() - started
        megabytes = sum(sizes[:documents]) / 1e6
        if best is None or (documents == best.documents and cpu < best.cpu):
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            best = Measured(documents, megabytes, found, cpu, memory)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", choices=ENGINES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    chosen = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ["POLARS_MAX_THREADS"] = "1"
    print(json.dumps(asdict(measure(ENGINES[chosen.name], chosen.folder, chosen.seconds))))


if __name__ == "__main__":
    main()
