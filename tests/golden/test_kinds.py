"""Each kind of document, of several decades, printed as its body prints it: its head, its parts and what it names.

A text ``kinds/<name>.txt`` has the rows it must give in ``kinds/<name>.json``; ``--update-golden`` writes them.
"""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.golden.conftest import write_expected
from tests.golden.difference import difference, report
from tests.stages import staged_tables

HERE = Path(__file__).parent / "kinds"
CASES = sorted(path.stem for path in HERE.glob("*.txt"))
COLUMNS = {
    "documents": (
        "document_type", "symbol", "title", "body_code", "session_number", "session_kind", "session_origin",
        "document_date", "document_date_origin", "issue_date", "adoption_date", "meeting_number", "meeting_kind",
        "meeting_is_resumed", "original_languages", "sender_name", "sender_entity_id", "signatory_name",
        "origin_text",
    ),
    "paragraphs": ("part", "label_path", "section_heading", "opening_lemma", "text"),
    "session_mentions": ("text", "body_code", "session_number", "session_kind", "relation"),
    "agenda_items": (
        "text", "label", "body_code", "session_number", "agenda_kind", "relation", "title", "title_origin",
    ),
    "date_mentions": ("text", "edtf", "role"),
    "citations": ("text", "symbol", "symbol_part", "relation", "cited_date"),
    "sponsors": ("sponsor_name", "entity_id", "draft_symbol"),
    "issues": ("rule_id", "severity", "value_text", "expected_text"),
}  # fmt: skip
"""Table → the columns of a case."""


@pytest.fixture(scope="module")
def read() -> dict[str, dict[str, list[dict]]]:
    """Case → table → rows, all cases read as one run."""
    tables = staged_tables(*(HERE / f"{case}.txt" for case in CASES))
    names = dict(tables["documents"].select("document_id", "source_path").iter_rows())
    found: dict[str, dict[str, list[dict]]] = {case: {name: [] for name in COLUMNS} for case in CASES}
    for name, columns in COLUMNS.items():
        frame = tables[name].with_columns(pl.col(pl.Date).cast(pl.String))
        for row in frame.sort(frame.columns[0], maintain_order=True).iter_rows(named=True):
            case = Path(names[row["document_id"]]).stem
            found[case][name].append({key: row[key] for key in columns if row[key] is not None})
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_kind_of_document_gives_exactly_the_reviewed_rows(case, read, update_golden, tell_changes):
    expected = HERE / f"{case}.json"
    reviewed = json.loads(expected.read_text(encoding="utf-8")) if expected.exists() else {}
    changes = difference(reviewed, read[case])
    tell_changes(changes)
    if update_golden:
        write_expected(expected, read[case])
        pytest.skip(f"wrote {expected.name}; review the difference")
    if changes:
        pytest.fail(report(case, changes), pytrace=False)
