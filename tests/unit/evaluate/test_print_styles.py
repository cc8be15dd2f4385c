"""Documents set down as plain text: the habits of each style, and that no word is lost in any."""

import re
from itertools import pairwise

import pytest

from cronica.flows.evaluate import akn
from cronica.flows.evaluate.labels import squeezed
from cronica.flows.evaluate.styles import PAGE_LINES, STYLES, WIDTH, Block, Printed, Run, set_down
from tests import small_akn


@pytest.fixture
def document(tmp_path):
    return akn.read(small_akn.write(tmp_path)).document


@pytest.fixture
def long_document(document):
    """The document with a preamble of several pages."""
    words = "Reconociendo que la iluminación de las costas requiere mantenimiento permanente y financiación, "
    blocks = [Block("preamble", (Run(words * 6),)) for _ in range(40)]
    return Printed(document.symbol, document.job, (*document.blocks, *blocks), document.language)


def letters(text):
    return re.sub(r"[\W\d_]|[⁰¹²³⁴-⁹]", "", squeezed(text))


@pytest.mark.parametrize("style", STYLES)
def test_a_document_is_always_set_down_the_same(document, style):
    assert set_down(document, style) == set_down(document, style)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_printed_in_every_style(document, style):
    printed = letters(set_down(document, style).replace("(#)", ""))
    assert sorted(printed) == sorted(letters(set_down(document, "clean")))


def test_clean_raises_marks_and_sets_lines_of_the_head_together(document):
    text = set_down(document, "clean")
    assert text.startswith(
        "Naciones Unidas\nA/RES/75/900\nAsamblea General\nDistr. general\n21 de diciembre de 2020\n"
    )
    assert "75/900. Cooperación internacional para los faros\n\nLa Asamblea General,\n\nRecordando su" in text
    assert "mantengan los faros²;" in text
    assert text.endswith("\n\n¹ Véase A/75/301, párr. 4.\n\n² Resolución 60/1.\n")


def test_clean_prints_the_annex_after_the_closing_lines(document):
    text = set_down(document, "clean")
    assert "45a sesión plenaria\n11 de diciembre de 2020\n\nAnexo\n\n1. Lista de faros." in text


def test_glued_sticks_marks_to_words(document):
    assert "mantengan los faros2;" in set_down(document, "glued")


def test_wrapped_has_one_width_hyphens_and_pages(long_document):
    text = set_down(long_document, "wrapped")
    lines = text.splitlines()
    assert max(map(len, lines)) <= WIDTH + 1
    assert any(re.search(r"[a-z]-$", line) for line in lines)
    starts = [line for line in lines if line.startswith(" ")]
    assert len(starts) >= len(lines) // (2 * PAGE_LINES)


def test_double_has_a_blank_line_after_each_line(document):
    lines = set_down(document, "double").splitlines()
    assert lines[0] == "Naciones Unidas "
    assert not any(before.strip() and after.strip() for before, after in pairwise(lines))


def test_markdown_has_links_italics_and_notes_where_a_page_ended(long_document):
    text = set_down(long_document, "markdown")
    assert r"[1514 \(XV\)](#)" in text
    assert "1. *Alienta* a los Estados" in text
    assert text.index("¹ Véase [A/75/301](#), párr. 4.") < text.rindex("Reconociendo")
