"""A document is read again when what reads it has changed, and only then."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import seeds
from flows import fingerprint

CASES = {
    "flows/extract/formats/pdf_lines.py": {"pdf"},
    "flows/extract/formats/akn.py": {"akn"},
    "flows/extract/layout.py": {"akn", "pdf", "txt"},
    "flows/normalise/dates.py": {"akn", "pdf", "txt"},
    "flows/assemble/batch.py": {"akn", "pdf", "txt"},
    "flows/assemble/run.py": set(),
    "flows/validate/gate.py": set(),
    "warehouse/write.py": set(),
    "schemas/tables/documents.yml": set(),
    "schemas/rules/date_exists.sql": set(),
    "warehouse/sql/views/timeline.sql": set(),
    "seeds/languages/es/dates.yml": {"akn", "pdf", "txt"},
    "seeds/languages/en/stated.yml": {"akn"},
    "seeds/reference/sessions.csv": {"akn", "pdf", "txt"},
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """A copy of the code, to be changed."""
    for name in ("flows", "schemas", "warehouse", "seeds"):
        shutil.copytree(
            fingerprint.ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("releases", "current", "__pycache__", "documents"),
        )
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    monkeypatch.setattr(seeds, "ROOT", tmp_path / "seeds")
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for remembered in (fingerprint.of_reading, fingerprint.of_all, fingerprint._file):
        remembered.cache_clear()


def fingerprints() -> dict[str, str]:
    forget()
    found = {name: fingerprint.of_reading(name, "es") for name in ("akn", "pdf", "txt")}
    return {**found, "all": fingerprint.of_all()}


@pytest.mark.parametrize(("changed", "read_again"), CASES.items(), ids=CASES)
def test_what_depends_on_a_file_and_nothing_else_is_read_again(house, changed, read_again):
    before = fingerprints()
    with (house / changed).open("a") as file:
        file.write("\n")
    after = fingerprints()
    assert {name for name in before if before[name] != after[name]} == {*read_again, "all"}
