"""One spelling for one thing, and labels set by hand."""

import json

import pytest

from cronica.flows.evaluate import labels


@pytest.mark.parametrize(
    ("printed", "one"),
    [
        ("A/RES/72/262c", "A/RES/72/262"),
        ("A/RES/75/101 A-B", "A/RES/75/101"),
        ("A/RES/2200 A (XXI)", "A/RES/2200(XXI)"),
        ("A/RES/217(III)A", "A/RES/217(III)"),
        ("S/RES/2282 (2016)", "S/RES/2282(2016)"),
        ("A/75/6 (Sect. 29A)", "A/75/6"),
        ("A/48/486\u2011S/26560.", "A/48/486-S/26560"),
        ("A/RES/ES-11/4", "A/RES/ES-11/4"),
    ],
)
def test_a_citation_means_the_document_without_its_parts(printed, one):
    assert labels.cited_symbol(printed) == one


def test_the_parts_of_a_documents_own_symbol_count():
    assert labels.document_symbol("A/RES/75/101 A-B") == "A/RES/75/101A-B"


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Tema 55 del programa", ("55",)),
        ("Tema 130 aa) del programa", ("130(aa)",)),
        ("Temas 20 y 78 a) del programa", ("20", "78(a)")),
        ("los temas del programa 66 s) y v), 68 d), 101 y 160", ("66(s)", "66(v)", "68(d)", "101", "160")),
        ("Sin tema", ()),
    ],
)
def test_an_agenda_line_names_its_items(line, items):
    assert labels.agenda_items(line) == items


def test_a_symbol_is_printed_whole_or_not():
    text = labels.squeezed("Véase [A/48/486‑S/26560](#) y la decisión 75/\n510")
    assert labels.is_printed("A/48/486-S/26560", text)
    assert labels.is_printed("A/DEC/75/510", text)
    assert not labels.is_printed("A/RES/75/510", text)


def test_hand_labels_are_read_with_their_texts(tmp_path):
    gold = tmp_path / "gold.jsonl"
    label = {
        "file": "a.txt",
        "symbol": None,
        "session": 57,
        "dates": ["2002-09-20"],
        "title": None,
        "meeting": None,
    }
    gold.write_text(json.dumps(label) + "\n\n", encoding="utf-8")
    [(known, path)] = labels.read_gold(gold, tmp_path / "texts")
    assert path == tmp_path / "texts" / "a.txt"
    assert known.wanted == {"symbol": (), "session": ("57",), "dates": ("2002-09-20",), "meeting": ()}


@pytest.mark.parametrize("line", ["not json", "[]", '{"symbol": "A/1/1"}'])
def test_a_line_that_is_no_label_is_named(tmp_path, line):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line + "\n")
    with pytest.raises(ValueError, match=r"gold\.jsonl, line 1"):
        list(labels.read_gold(gold, tmp_path))
