"""Documents made to order: the same each time, no two alike, and read as what they are known to say."""

import json
import re
from collections import Counter
from itertools import islice

import pytest

from benchmarks import maker
from cronica.flows.reading.documents import read_documents
from cronica.flows.sources.discover import discover

COUNT = 28
"""Four of each kind in the cycle of seven."""


def test_a_document_depends_on_the_seed_and_its_number_alone():
    few, more = list(maker.documents(9, seed=5)), list(islice(maker.documents(10**12, seed=5), 14))
    assert few == more[:9]
    assert not {made.text for made in few} & {made.text for made in maker.documents(9, seed=6)}


def test_every_numeral_is_varied():
    made = list(maker.documents(70))
    numerals = [tuple(re.findall(r"\d+", document.text)) for document in made]
    assert len(set(numerals)) == 70
    symbols = [document.label["symbol"] for document in made if document.label["symbol"]]
    assert len(symbols) == 50 and len(set(symbols)) == 50
    dates = Counter(edtf for document in made for edtf in document.label["dates"] if len(edtf) == 10)
    assert len(dates) > 400 and dates.most_common(1)[0][1] < 12


def test_documents_are_of_several_kinds_and_of_many_sizes():
    made = list(maker.documents(140))
    assert Counter(document.label["kind"] for document in made) == {
        "resolution": 80,
        "letter": 20,
        "report": 20,
        "press_article": 20,
    }
    sizes = sorted(document.text.count("\n\n") + 1 for document in made)
    assert 9 <= sizes[0] < 15 < sizes[70] < 40 < sizes[-1] < 90


@pytest.fixture(scope="module")
def known_and_read(tmp_path_factory):
    """The labels by file, and the tables read from the texts with the file in place of the document's id."""
    folder = tmp_path_factory.mktemp("made")
    texts = maker.write(folder, COUNT, seed=11)
    labels = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    tables, refused, _ = read_documents(discover([texts]).files)
    assert refused == []
    files = dict(tables["documents"].select("document_id", "source_path").iter_rows())
    rows = {
        name: [
            {**row, "file": f"documents/{files[row['document_id']]}"}
            for row in tables[name].iter_rows(named=True)
        ]
        for name in ("documents", "date_mentions", "citations", "session_mentions", "agenda_items")
    }
    return labels, rows


def test_the_head_of_a_made_document_is_read_as_known(known_and_read):
    labels, rows = known_and_read
    columns = {
        "kind": "document_type",
        "symbol": "symbol",
        "session": "session_number",
        "adoption_date": "adoption_date",
        "meeting": "meeting_number",
        "title": "title",
    }
    read = {row["file"]: row for row in rows["documents"]}
    assert {
        label["file"]: {
            field: str(read[label["file"]][columns[field]]) for field in columns if field in label
        }
        for label in labels
    } == {
        label["file"]: {field: str(label[field]) for field in columns if field in label} for label in labels
    }
    assert {
        label["file"]: str(read[label["file"]]["issue_date"] or read[label["file"]]["document_date"])
        for label in labels
        if "doc_date" in label
    } == {label["file"]: label["doc_date"] for label in labels if "doc_date" in label}


@pytest.mark.parametrize(
    ("table", "column", "fields"),
    [
        ("date_mentions", "edtf", ("dates", "undated")),
        ("citations", "symbol", ("cited_symbols",)),
        ("session_mentions", "session_number", ("sessions",)),
    ],
)
def test_every_mention_of_a_made_document_is_found_once(known_and_read, table, column, fields):
    labels, rows = known_and_read
    known = Counter((label["file"], value) for label in labels for field in fields for value in label[field])
    read = Counter((row["file"], row[column]) for row in rows[table] if row.get("relation") != "self")
    assert sum(known.values()) > COUNT / 2
    assert (read - known, known - read) == (Counter(), Counter())


def test_the_agenda_items_of_a_made_document_are_read_as_known(known_and_read):
    labels, rows = known_and_read
    read = Counter((row["file"], row["label"]) for row in rows["agenda_items"] if row["relation"] == "own")
    known = Counter((label["file"], item) for label in labels for item in label.get("agenda_items", ()))
    assert read == known
