"""Golden cases: a folder each, with the document and every row it must give.

`pytest tests/golden --update-golden` writes what the code gives now; read the difference against the text,
row by row, before committing it.
"""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.stages import staged_tables

MENTIONED = ("documents", "paragraphs", "date_mentions", "session_mentions", "agenda_items", "citations",
             "entity_mentions", "footnote_anchors", "terms", "issues")  # fmt: skip
"""Tables whose rows a document decides."""

CHANGES = pytest.StashKey[list]()


def read_document(path: Path) -> dict[str, list[dict]]:
    """Every row the document gives, without the server, validation and the release."""
    tables = staged_tables(path)
    return {name: _rows(tables[name]) for name in MENTIONED}


def _rows(frame: pl.DataFrame) -> list[dict]:
    ordered = frame.sort(frame.columns[0]) if "term" not in frame.columns else frame.sort("term")
    rows = ordered.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts()
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def write_expected(path: Path, tables: dict[str, list[dict]]) -> None:
    """One row a line, so that a difference shows the rows that changed."""
    lines = []
    for name, rows in tables.items():
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        lines.append(f'"{name}": [\n{body}\n]' if rows else f'"{name}": []')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


@pytest.fixture
def update_golden(request) -> bool:
    return request.config.getoption("--update-golden")


@pytest.fixture
def tell_changes(request):
    """Have the changes of a document counted in the summary of the run, also when they are accepted."""
    return request.config.stash.setdefault(CHANGES, []).append


def pytest_terminal_summary(terminalreporter, config):
    """Gained and lost extractions of the golden set, table by table."""
    totals: dict[str, list[int]] = {}
    for changes in config.stash.get(CHANGES, []):
        for table, (gained, lost) in changes.items():
            counts = totals.setdefault(table, [0, 0])
            counts[0] += len(gained)
            counts[1] += len(lost)
    if totals:
        terminalreporter.section("extractions gained and lost on the golden set")
        for table, (gained, lost) in totals.items():
            terminalreporter.write_line(f"{table}: {gained} gained, {lost} lost")
