"""Every golden case gives exactly the rows that were reviewed against its text."""

import json
from pathlib import Path

import pytest

import seeds
from tests.golden.conftest import read_document, write_expected

HERE = Path(__file__).parent
CASES = {path.stem[:3]: path for path in sorted(seeds.DOCUMENTS.glob("*.txt"))}


@pytest.mark.parametrize("case", CASES)
def test_a_document_gives_exactly_the_reviewed_rows(case, update_golden):
    expected = HERE / f"seed_{case}.json"
    found = read_document(CASES[case])
    if update_golden:
        write_expected(expected, found)
        pytest.skip(f"wrote {expected.name}; review the difference")
    reviewed = json.loads(expected.read_text(encoding="utf-8"))
    assert list(found) == list(reviewed)
    for table, rows in reviewed.items():
        gained = [row for row in found[table] if row not in rows]
        lost = [row for row in rows if row not in found[table]]
        assert not gained and not lost, f"{table}: gained {gained[:3]}, lost {lost[:3]}"
        assert found[table] == rows
