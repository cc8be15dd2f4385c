"""What a language pack lacks beside a complete one."""

import shutil

import pytest

from cronica import seeds
from cronica.flows.evaluate.completeness import lacks


def test_a_complete_pack_lacks_nothing_beside_itself():
    assert [lack for lack in lacks("es", "es") if lack.what != "name"] == []


def test_what_is_left_out_is_listed(tmp_path):
    folder = shutil.copytree(seeds.LANGUAGES, tmp_path / "languages")
    (folder / "en" / "roles.yml").unlink()
    (folder / "en" / "print.yml").write_text("{}\n")
    agenda = folder / "en" / "agenda.yml"
    agenda.write_text(agenda.read_text().replace("fragments:\n", "fragments:\n  unnamed: x\n"))
    found = lacks("en", "es", folder)
    assert ("file", "roles.yml") in found
    assert ("key", "print.syllable_break") in found
    assert ("fragment", "agenda.fragments.unnamed") in found


def test_a_language_without_a_pack_is_an_error():
    with pytest.raises(ValueError, match="no language pack 'xx'"):
        lacks("xx", "es")
