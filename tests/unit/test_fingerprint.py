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
    "warehouse/report/js/90_main.js": set(),
    "warehouse/report/sql/paragraphs.sql": set(),
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
    for remembered in (
        fingerprint.of_reading,
        fingerprint.of_all,
        fingerprint.of_derived,
        fingerprint.of_checks,
        fingerprint._file,
    ):
        remembered.cache_clear()


def fingerprints() -> dict[str, str]:
    forget()
    found = {name: fingerprint.of_reading(name, "es") for name in ("akn", "pdf", "txt")}
    return {**found, "all": fingerprint.of_all()}


def of_parts() -> dict[str, str]:
    """The fingerprints of what is kept with parts beside their rows."""
    forget()
    return {"derived": fingerprint.of_derived(), "checks": fingerprint.of_checks()}


@pytest.mark.parametrize(("changed", "read_again"), CASES.items(), ids=CASES)
def test_what_depends_on_a_file_and_nothing_else_is_read_again(house, changed, read_again):
    before = fingerprints()
    with (house / changed).open("a") as file:
        file.write("\n")
    after = fingerprints()
    assert {name for name in before if before[name] != after[name]} == {*read_again, "all"}


@pytest.mark.parametrize(
    ("changed", "made_again"),
    {
        "warehouse/report/sql/paragraphs.sql": {"derived"},
        "warehouse/sql/views/timeline.sql": {"derived"},
        "flows/validate/rules.py": {"checks"},
        "schemas/rules/date_exists.sql": {"derived", "checks"},
        "seeds/reference/sc_resolution_ranges.csv": {"checks"},
        "flows/tasks.py": set(),
    }.items(),
)
def test_what_is_kept_with_parts_is_made_again_when_what_makes_it_changed(house, changed, made_again):
    before = of_parts()
    with (house / changed).open("a") as file:
        file.write("\n")
    after = of_parts()
    assert {name for name in before if before[name] != after[name]} == made_again


def test_what_a_run_writes_to_the_folder_warehouse_is_no_code(house):
    before = {**fingerprints(), **of_parts()}
    for written in (
        "releases/20261129T125815Z-aee9a2fc/report.html",
        "parts/0/index.csv",
        "failed/1/validation.html",
    ):
        (house / "warehouse" / written).parent.mkdir(parents=True)
        (house / "warehouse" / written).write_text("written by a run")
    assert {**fingerprints(), **of_parts()} == before
