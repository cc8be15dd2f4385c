"""Every golden case gives exactly the rows that were reviewed against its text."""

import json
from pathlib import Path

import pytest

from cronica import seeds
from tests.golden.conftest import read_document, write_expected
from tests.golden.difference import difference, report

HERE = Path(__file__).parent
CASES = {path.stem[:3]: path for path in sorted(seeds.DOCUMENTS.glob("*.txt"))}


@pytest.mark.parametrize("case", CASES)
def test_a_document_gives_exactly_the_reviewed_rows(case, update_golden, tell_changes):
    expected = HERE / f"seed_{case}.json"
    found = read_document(CASES[case])
    reviewed = json.loads(expected.read_text(encoding="utf-8")) if expected.exists() else {}
    changes = difference(reviewed, found)
    tell_changes(changes)
    if update_golden:
        write_expected(expected, found)
        pytest.skip(f"wrote {expected.name}; review the difference")
    if changes:
        pytest.fail(report(case, changes), pytrace=False)


def test_a_change_is_reported_as_extractions_gained_and_lost():
    before = [
        {"citation_id": "d-c0001", "text": "59/50", "symbol": "A/RES/59/50"},
        {"citation_id": "d-c0002", "text": "64/256", "symbol": "A/RES/64/256"},
    ]
    after = [{"citation_id": "d-c0001", "text": "64/256", "symbol": "A/RES/64/25"}]
    changes = difference({"citations": before, "issues": []}, {"citations": after, "issues": []})
    assert report("000", changes).splitlines() == [
        "000 citations: 1 gained, 2 lost",
        '  - {"text": "59/50", "symbol": "A/RES/59/50"}',
        '  + {"text": "64/256", "symbol": "A/RES/64/25"}',
        '  - {"text": "64/256", "symbol": "A/RES/64/256"}',
    ]


def test_rows_that_only_moved_are_a_change_too():
    rows = [{"issue_id": "d-i0001", "rule_id": "a"}, {"issue_id": "d-i0002", "rule_id": "b"}]
    moved = [{"issue_id": "d-i0001", "rule_id": "b"}, {"issue_id": "d-i0002", "rule_id": "a"}]
    changes = difference({"issues": rows}, {"issues": moved})
    assert changes == {"issues": ([], [])}
    assert "another order" in report("000", changes)
