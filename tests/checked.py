"""Great Expectations in this process, which looks only once at a table that many runs of the tests have.

What it finds depends on the bytes of the table's file, and for a table of mentions on those of the paragraphs.
"""

from hashlib import sha256
from pathlib import Path

from cronica.flows.validate.expectations import check_table
from cronica.flows.validate.result import CheckResult
from cronica.flows.validate.spans import is_promised
from cronica.schemas import registry

_known: dict[tuple[str, ...], list[CheckResult]] = {}


def check(staged: Path) -> list[CheckResult]:
    """What ``cronica.flows.validate.process.check`` finds in a staging folder."""
    results: list[CheckResult] = []
    for table in registry.tables():
        files = [table.name, "paragraphs"] if is_promised(table) else [table.name]
        digests = [sha256((staged / f"{name}.parquet").read_bytes()).hexdigest() for name in files]
        key = (table.name, *digests)
        if key not in _known:
            _known[key] = check_table(table, staged)
        results += _known[key]
    return results
