"""One document read from its bytes alone, as a batch reads it."""

import pytest
from polars.testing import assert_frame_equal

from cronica.flows.extract.extracted import Reason, Unreadable
from cronica.flows.reading.documents import read_documents, read_one
from cronica.flows.sources.discover import discover

TEXT = "65/122. Faros\n\nLa Asamblea General,\n\nRecordando la resolución 59/50, de 2 de diciembre de 2004,\n"


def test_a_document_alone_gives_the_rows_it_gives_in_a_batch(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The Assembly decided on the fifth of the month.", encoding="utf-8")
    batch, _, _ = read_documents(discover([tmp_path]).files)
    reading, alone = read_one(TEXT.encode(), "a.txt")
    assert set(alone) == set(batch)
    for name, rows in alone.items():
        mine = batch[name].filter(batch[name]["document_id"] == reading.document_id)
        assert_frame_equal(rows, mine, check_row_order=name != "terms")
    assert alone["date_mentions"]["edtf"].to_list() == ["2004-12-02"]


def test_the_language_given_is_the_language_of_the_document():
    _, tables = read_one(TEXT.encode(), language="pt")
    assert tables["documents"]["language"].to_list() == ["pt"]
    assert "language_not_read" in tables["issues"]["rule_id"].to_list()


def test_the_language_of_the_manifest_is_that_of_the_document():
    _, tables = read_one(TEXT.encode(), manifest={"language": "en"})
    assert tables["documents"]["language"].to_list() == ["en"]


def test_what_has_no_text_is_refused():
    with pytest.raises(Unreadable) as refused:
        read_one(b"  \n")
    assert refused.value.reason is Reason.EMPTY


QUOTED = """65/122. Faros

La Asamblea General,

Recordando la resolución 59/50, de 2 de diciembre de 2004, sobre los faros de la costa y las luces del puerto,

Reconociendo que los faros de la costa y las luces del puerto son de todos los que pasan por el mar,

The States members of the Council for the Coasts said in their statement of 3 May 2003 that the lights of the harbour \
are for all of the ships which pass by it.
"""


def test_a_paragraph_in_another_language_is_read_in_its_own():
    _, tables = read_one(QUOTED.encode())
    assert tables["documents"]["language"].to_list() == ["es"]
    assert tables["paragraphs"]["language"].drop_nulls().to_list() == ["en"]
    assert "2003-05-03" in tables["date_mentions"]["edtf"].to_list()
