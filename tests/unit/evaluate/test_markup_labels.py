"""Labels read off AKN4UN markup: what is stated, what is left open, what contradicts itself."""

import pytest

from cronica.flows.evaluate import akn
from tests import small_akn


@pytest.fixture
def known(tmp_path):
    return akn.read(small_akn.write(tmp_path))


def faults(tmp_path, old, new):
    label = akn.read(small_akn.write(tmp_path, old=old, new=new)).label
    return label, {fault.field: fault.message for fault in label.faults}


def test_the_head_is_read(known):
    wanted = known.label.wanted
    assert known.language == "es"
    assert wanted["symbol"] == ("A/RES/75/900",)
    assert wanted["session"] == ("75",)
    assert wanted["issue_date"] == ("2020-12-21",)
    assert wanted["adoption_date"] == ("2020-12-11",)
    assert wanted["meeting"] == ("45",)
    assert wanted["title"] == ("cooperación internacional para los faros",)
    assert wanted["agenda_items"] == ("20", "78(a)", "78(b)")


def test_openings_are_what_stands_in_italics(known):
    assert known.label.wanted["preamble_openings"] == (". recordando", ". recordando también")
    assert known.label.wanted["operative_openings"] == ("1. alienta", "2. solicita")
    assert known.label.wanted["operative_numbers"] == ("1.", "2.")
    assert known.label.optional["operative_numbers"] == ("3.",)


def test_links_are_citations_also_in_notes(known):
    assert known.label.wanted["citations"] == ("A/75/301", "A/RES/1514(XV)", "A/RES/60/1", "A/RES/73/801")


def test_a_link_that_leads_elsewhere_than_it_says_is_a_fault_of_the_source(known):
    assert [fault.message for fault in known.label.faults] == ["the link 71/2 leads to A/RES/70/1"]


def test_notes_are_known_by_their_place_and_their_words(known):
    assert known.label.wanted["footnotes"] == (
        "iones1514xvy712|véasea75301párr4",
        "ntenganlosfaros|resolución601",
    )


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("adoption_date", "General el 11 de diciembre", "General el 12 de diciembre"),
        ("adoption_date", '<docDate date="2020-12-11">', '<docDate date="2020-12-10">'),
        ("adoption_date", ">11 de diciembre de 2020</docDate>", ">31 de noviembre de 2020</docDate>"),
        ("issue_date", 'date="2020-12-21" name="publication"', 'date="2020-12-22" name="publication"'),
        ("session", '<session value="75">', '<session value="74">'),
    ],
)
def test_a_value_the_source_contradicts_is_left_out_and_told(tmp_path, field, old, new):
    label, messages = faults(tmp_path, old, new)
    assert field in messages
    assert field not in label.wanted


def test_what_the_markup_does_not_state_is_not_wanted(tmp_path):
    label, _ = faults(tmp_path, '<inline name="adoptionMeeting" title="45a">45a sesión plenaria</inline>', "")
    assert "meeting" not in label.wanted


def test_resolutions_in_parts_are_set_down_part_by_part(tmp_path):
    label = akn.read(
        small_akn.write(tmp_path, old="<docNumber>75/900.</docNumber>", new="<docNumber>A</docNumber>")
    )
    assert [block.runs[0].text for block in label.document.blocks if block.part == "heading"][:1] == ["A"]


@pytest.mark.parametrize("text", ["<a><b></a>", "<akomaNtoso/>", ""])
def test_a_file_that_is_no_document_says_so(tmp_path, text):
    path = tmp_path / "bad.xml"
    path.write_text(text)
    with pytest.raises(akn.NoLabel):
        akn.read(path)
