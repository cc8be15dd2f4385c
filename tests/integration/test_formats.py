"""The bundled documents give the same rows whatever the format.

The files in `formats` were made from the texts with LibreOffice (see `make_formats.py`): Word, PDF and web page with
notes, numbered lists, heads and page numbers as that program makes them.
"""

from pathlib import Path

import pytest

from cronica import seeds
from tests.golden.conftest import read_document
from tests.integration.make_formats import FORMATS, HERE

TEXTS = {path.stem[:3]: path for path in sorted(seeds.DOCUMENTS.glob("*.txt"))}
KEPT = ("paragraph_id", "footnote_paragraph_id", "entity_id", "sender_entity_id", "rule_id")
"""Columns with an id that do not depend on the file's bytes, the first two once they are told by text."""


@pytest.fixture(scope="module")
def of_text():
    """The rows of a text, read once."""
    rows: dict[str, dict] = {}

    def read(case: str) -> dict:
        if case not in rows:
            rows[case] = comparable(read_document(TEXTS[case]))
        return rows[case]

    return read


@pytest.mark.parametrize("source_format", FORMATS)
@pytest.mark.parametrize("case", TEXTS)
def test_a_document_gives_the_rows_of_its_text(case, source_format, of_text):
    expected = of_text(case)
    found = comparable(read_document(HERE / f"{case}.{source_format}"))
    for table, rows in expected.items():
        gained = [row for row in found[table] if row not in rows]
        lost = [row for row in rows if row not in found[table]]
        assert not gained and not lost, f"{table}: gained {gained[:2]}, lost {lost[:2]}"
        assert len(found[table]) == len(rows)
    assert in_order(found) == in_order(expected)


def comparable(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The rows without what tells one file from another: ids, offsets in the source, the file itself.

    Notes stand at the foot of a page in one format and at the end in another, so paragraphs have no numbers here.
    """
    texts = {row["paragraph_id"]: (row["part"], row["text"]) for row in tables["paragraphs"]}

    def is_kept(column: str) -> bool:
        return column in KEPT or not (column.endswith("_id") or column.startswith("source_"))

    return {
        name: [
            {
                column: texts.get(value, value) if column.endswith("paragraph_id") else value
                for column, value in row.items()
                if is_kept(column) and column != "paragraph_number"
            }
            for row in rows
        ]
        for name, rows in tables.items()
    }


def in_order(tables: dict[str, list[dict]]) -> list[tuple]:
    """Text and notes, each in reading order."""
    paragraphs = [(row["part"] == "footnote", row["text"]) for row in tables["paragraphs"]]
    return sorted(paragraphs, key=lambda paragraph: paragraph[0])


def test_every_format_of_every_text_is_there():
    made = {path.name for path in Path(HERE).iterdir()}
    assert made == {f"{case}.{source_format}" for case in TEXTS for source_format in FORMATS}
