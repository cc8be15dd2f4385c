"""Tables of forms, for the scripts that stand beside them (``make_forms.py``); a run never writes them."""

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

Row = dict[str, str]


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write a table, with the columns of its first row."""
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def fill(path: Path, filled: Callable[[Row], None]) -> None:
    """Write a table again with its rows filled, each in place; what a row has is the caller's to keep."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        filled(row)
    write(path, rows)
