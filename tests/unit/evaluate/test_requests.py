"""Requests are compared with labels: what is found, what is too much, which version counts."""

from typing import Any

import pytest

from cronica.flows.evaluate.requests import evaluate_requests, score

ASKED: dict[str, Any] = {
    "act_lemma": "pedir",
    "addressee": "Junta",
    "action": "le informe de las boyas en mayo",
    "deliverable": "report",
    "due_kind": "date",
    "due_session": None,
    "due_edtf": "2021-05",
    "frequency": "once",
    "recipient": None,
    "within_existing_resources": False,
}
LABELS = [
    {"symbol": "A/RES/75/901", "paragraph": "1", "rows": [{**ASKED, "action": "le informe"}]},
    {"symbol": "A/RES/75/901", "paragraph": "2", "rows": []},
    {"symbol": "A/RES/75/902", "paragraph": "1", "rows": [{**ASKED, "action": "le informe"}]},
]


def read(paragraph: str | None, document: str = "a", **values: Any) -> dict[str, Any]:
    key = {"symbol": "A/RES/75/901", "document_id": document, "request_id": paragraph}
    return ASKED | key | {"paragraph": paragraph, "text": f"Pide a la Junta que {ASKED['action']}"} | values


def test_what_is_found_and_what_is_too_much():
    card = score(LABELS, [read("1", due_edtf="2021-06"), read("2.a", action="cobre tasas")])
    assert (card.paragraphs, card.absent, card.wanted, card.read, card.found) == (2, 1, 1, 2, 1)
    assert card.misses == [
        "A/RES/75/901 1: due: {('date', None, '2021-05')}, read {('date', None, '2021-06')}",
        "A/RES/75/901 2: too many: cobre tasas",
    ]


def test_the_version_counts_that_has_most():
    card = score(LABELS, [read(None, "b"), read("1", "a"), read("1", "c", action="report", text="to report")])
    assert (card.paragraphs, card.wanted, card.read, card.found, card.right["due"]) == (2, 1, 1, 1, 1)


def test_a_release_without_the_documents(tmp_path):
    gold = tmp_path / "labels.jsonl"
    gold.write_text('{"symbol": "A/RES/75/901", "paragraph": "1", "rows": []}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="none of the documents"):
        evaluate_requests(gold, [])
    assert evaluate_requests(gold, [read(None)]).paragraphs == 1
