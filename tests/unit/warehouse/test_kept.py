"""What is kept is believed while it is as it was made."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.warehouse.store import kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with kept.made(tmp_path / "kept") as aside:
        (aside / "a.txt").write_text("uno")
        (aside / "b").mkdir()
        (aside / "b" / "ñ c.txt").write_text("dos")
    return tmp_path / "kept"


def test_a_folder_appears_whole_with_sums_that_the_trade_can_check(folder):
    assert kept.fault(folder) is None
    assert kept.is_at_hand(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["kept"]
    assert (
        subprocess.run(
            ["sha256sum", "--check", "--strict", kept.SUMS], cwd=folder, capture_output=True
        ).returncode
        == 0
    )


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda folder: (folder / "a.txt").write_text("Uno"), "a.txt: not the bytes it was made with"),
        (lambda folder: (folder / "b/ñ c.txt").unlink(), "b/ñ c.txt: missing"),
        (lambda folder: (folder / "new.txt").touch(), "new.txt: not listed in SHA256SUMS"),
        (lambda folder: (folder / kept.SUMS).unlink(), "SHA256SUMS: cannot be read"),
        (lambda folder: (folder / kept.SUMS).write_bytes(b"\xff"), "SHA256SUMS: cannot be read"),
        (lambda folder: (folder / kept.SUMS).write_text("x"), "SHA256SUMS: cannot be read"),
    ],
)
def test_damage_is_named_and_what_is_damaged_goes_with_one_line(damage, found, folder, caplog):
    damage(folder)
    assert kept.fault(folder) == found
    assert not kept.is_at_hand(folder)
    assert not folder.exists()
    assert caplog.messages == [f"{folder} is damaged ({found}): it is made again"]


@pytest.mark.parametrize(
    "place", [lambda path: path.write_text("a file"), lambda path: path.symlink_to(path)]
)
def test_what_stands_in_the_place_of_a_kept_folder_goes(place, tmp_path):
    place(tmp_path / "kept")
    assert not kept.is_at_hand(tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []


def test_hidden_files_of_others_do_not_count(folder):
    (folder / ".DS_Store").touch()
    assert kept.fault(folder) is None


def test_what_fails_leaves_nothing_and_who_was_faster_stays(folder):
    with pytest.raises(KeyError), kept.made(folder.with_name("other")) as aside:
        (aside / "half").touch()
        raise KeyError
    with kept.made(folder) as aside:
        (aside / "late").touch()
    assert [path.name for path in folder.parent.iterdir()] == ["kept"]
    assert not (folder / "late").exists()


VALUES = st.recursive(
    st.none() | st.integers() | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)
)


@given(VALUES, st.integers(min_value=0), st.integers(0, 7))
def test_a_note_comes_back_and_one_with_a_flipped_bit_does_not(tmp_path_factory, value, at, bit):
    path = tmp_path_factory.mktemp("note") / "note.json"
    kept.note(path, value)
    assert kept.noted(path) == value
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(data)
    assert kept.noted(path) in (None, value)  # a blank more or less is no damage


@pytest.mark.parametrize("text", ["", "1", "[]", "null", "{}", '{"sha256": 1, "note": 1}', "\xff"])
def test_a_note_of_another_shape_is_not_believed(text, tmp_path, caplog):
    (tmp_path / "note.json").write_bytes(text.encode("latin-1"))
    assert kept.noted(tmp_path / "note.json") is None
    assert len(caplog.messages) == 1
    assert kept.noted(tmp_path / "none.json") is None
