"""Documents made up of what the patterns look for, whole and damaged: read or refused, and every mention in its place.

``python -m tests.hostile.fuzz`` looks for new ones; what it finds becomes an example here.
"""

import pytest
from hypothesis import example, given, settings

from cronica.flows.extract.extracted import Reason
from tests.hostile.reading import read_bytes, read_text
from tests.hostile.texts import damaged, samples, texts


@settings(max_examples=20)
@given(texts)
@example("A/C.3/SR." + "1" * 5000)
def test_any_text_is_read(text):
    tables = read_text(text)
    assert tables["documents"].height == 1


@settings(max_examples=20)
@given(damaged())
def test_a_damaged_file_is_read_or_refused(file):
    assert read_bytes(*file) in ("read", *Reason) or file[0] in ("docx", "pdf")


@pytest.mark.parametrize("source_format", sorted(samples()))
def test_the_files_that_are_damaged_can_be_read_whole(source_format):
    assert read_bytes(source_format, samples()[source_format]) == "read"


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "é",
        "A",
        "XIV",
        "1",
        "¹",
        "*",
        "* ",
        "_",
        "a-",
        "73/331, ",
        "A/",
        "[",
        "[a](",
        "(",
        " ¹",
        "«",
        "y ",
    ],
)
def test_a_long_run_of_anything_is_read(piece):
    """Patterns that look again from each place of a run took minutes for such a line."""
    tables = read_text(f"Recordando {piece * (30_000 // len(piece))}¡")
    assert tables["paragraphs"].height == 1
