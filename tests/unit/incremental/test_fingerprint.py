"""Another version of the code, a pack or a reference table reads everything again; nothing else does."""

import shutil

import pytest

from cronica.flows.incremental import fingerprint


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    """A copy of what reading depends on, in the place of the installed one."""
    for name in ("READING", "KNOWLEDGE"):
        copies = [tmp_path / name / folder.name for folder in getattr(fingerprint, name)]
        for folder, copied in zip(getattr(fingerprint, name), copies, strict=True):
            shutil.copytree(folder, copied)
        monkeypatch.setattr(fingerprint, name, copies)
    return tmp_path


def of_reading() -> str:
    return fingerprint.of_reading.__wrapped__()


def test_a_copy_has_the_same_fingerprint(rooms):
    assert of_reading() == fingerprint.of_reading()


@pytest.mark.parametrize(
    "pattern", ["KNOWLEDGE/languages/*/*", "KNOWLEDGE/reference/*.csv", "READING/*/*.py"]
)
def test_any_change_of_a_file_that_reading_depends_on_changes_it(rooms, pattern):
    seen = {of_reading()}
    changed = [path for path in sorted(rooms.glob(pattern)) if path.is_file()]
    assert changed
    for path in changed:
        path.write_bytes(path.read_bytes() + b"\n")
        seen.add(of_reading())
    assert len(seen) == len(changed) + 1


def test_a_new_file_a_missing_one_and_another_name_change_it(rooms):
    folder = rooms / "KNOWLEDGE" / "reference"
    seen = [of_reading()]
    (folder / "more.csv").write_text("a,b\n")
    seen.append(of_reading())
    (folder / "more.csv").rename(folder / "other.csv")
    seen.append(of_reading())
    (folder / "other.csv").unlink()
    seen.append(of_reading())
    assert (len(set(seen)), seen[-1]) == (3, seen[0])


def test_what_lies_beside_and_what_python_leaves_does_not_change_it(rooms):
    before = of_reading()
    (rooms / "KNOWLEDGE" / "documents").mkdir()
    (rooms / "KNOWLEDGE" / "documents" / "a.txt").write_text("Carta")
    cached = rooms / "READING" / "reading" / "__pycache__"
    cached.mkdir(exist_ok=True)
    (cached / "made.cpython-311.pyc").write_bytes(b"\0")
    assert of_reading() == before
