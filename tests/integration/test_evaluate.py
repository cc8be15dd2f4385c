"""`cronica evaluate` as people use it: labels from markup and by hand, figures, worst cases, exit codes."""

import json

import pytest

from tests import small_akn

TEXT = """\
Naciones Unidas
A/RES/75/901
Asamblea General
Distr. general
21 de diciembre de 2020
Septuagésimo quinto período de sesiones
Tema 20 del programa
Resolución aprobada por la Asamblea General el 11 de diciembre de 2020

75/901. Boyas

La Asamblea General,

Recordando su resolución 73/802, de 20 de diciembre de 2018,

1. Alienta a los Estados a que mantengan las boyas.

45a sesión plenaria
11 de diciembre de 2020
"""
GOLD = {
    "file": "boyas.txt",
    "symbol": "A/RES/75/901",
    "session": 75,
    "doc_date": "2020-12-21",
    "adoption_date": "2020-12-11",
    "meeting": 45,
    "title": "Boyas",
    "cited_symbols": ["A/RES/73/802"],
    "dates": ["2020-12-21", "2020-12-11", "2018-12-20"],
}
HEAD = ("read", "symbol", "session", "issue_date", "adoption_date", "meeting", "title", "agenda_items")


def figures(done):
    assert done.returncode == 0, done.stderr
    return {field["field"]: field for field in json.loads(done.stdout)["fields"]}


def test_marked_up_documents_are_set_down_read_and_compared(here, tmp_path):
    small_akn.write(tmp_path)
    (tmp_path / "broken_S.xml").write_text("<akomaNtoso><statement></akomaNtoso>")
    done = here("evaluate", "akn", tmp_path, "--json")
    fields = figures(done)
    assert {*HEAD, "citations", "preamble_openings", "operative_numbers", "footnotes"} < set(fields)
    for name in HEAD:
        assert fields[name]["recall"] == 1.0, name
    for name in fields:
        assert set(fields[name]["styles"]) == {"clean", "glued", "wrapped", "double", "markdown"}
    content = json.loads(done.stdout)
    assert content["documents"] == 5
    assert content["unused"][0]["file"] == "broken_S.xml"
    assert content["faults"] == [
        {"document": "75_900_S.xml", "field": "citations", "message": "the link 71/2 leads to A/RES/70/1"}
    ]
    assert "2 of 2 labelled documents" in done.stderr


def test_styles_can_be_chosen_and_several_batches_are_shared_out(here, tmp_path):
    for number in range(14):
        small_akn.write(tmp_path, f"{number:02d}.xml", old="75/900", new=f"75/9{number:02d}")
    done = here("evaluate", "akn", tmp_path, "--style", "clean", "--markdown")
    assert done.returncode == 0, done.stderr
    assert "| symbol | 14 | 1.0000 | 1.0000 |" in done.stdout


@pytest.mark.parametrize("option", [(), ("--markdown",)])
def test_hand_labels_are_scored_with_the_worst_cases(here, tmp_path, option):
    (tmp_path / "boyas.txt").write_text(TEXT, encoding="utf-8")
    wrong = {**GOLD, "title": "Faros", "dates": [*GOLD["dates"], "1999-01-01"]}
    lines = [json.dumps(wrong), json.dumps({"file": "missing.txt"})]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = here("evaluate", "labels", tmp_path / "gold.jsonl", *option, COLUMNS="200")
    assert done.returncode == 0, done.stderr
    for word in ("0.7500", "1999-01-01", "faros", "boyas", "missing.txt"):
        assert word in done.stdout


def test_hand_labels_of_a_document_read_rightly_are_all_found(here, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "boyas.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    fields = figures(here("evaluate", "labels", tmp_path / "gold.jsonl", texts, "--json"))
    assert {name: (field["recall"], field["precision"]) for name, field in fields.items()} == dict.fromkeys(
        fields, (1.0, 1.0)
    )


def test_nothing_to_read_and_wrong_usage_have_their_exit_codes(here, tmp_path):
    assert here("evaluate", "akn", tmp_path).returncode == 4
    assert here("evaluate", "akn", tmp_path / "missing").returncode == 2
    (tmp_path / "gold.jsonl").write_text("no label\n")
    refused = here("evaluate", "labels", tmp_path / "gold.jsonl")
    assert refused.returncode == 2
    assert "line 1" in refused.stderr
