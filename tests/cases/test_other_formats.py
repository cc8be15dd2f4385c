"""A case of each kind as web page, Word file or PDF, made by other programs: the rows are those of its text.

Left out are the kinds whose fault is one of layout, which another program sets anew.
"""

import html
import io
import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import docx
import pytest
from fpdf import FPDF

import cronica
from cronica.document import UNNAMED
from tests.cases.check import Release, differences, read_case

HERE = Path(__file__).parent
LAYOUT = {
    *("tight-copy", "tight-letter", "tight-numbers", "page-break", "two-columns", "one-line", "hyphen"),
    *("old-footnotes", "broken-symbol"),
}
"""Kinds whose fault is how the lines are set."""
GAP = re.compile(r"(.*?)(?:\s{3,}(\S.*))?\s*$")
COLUMN = 95
"""Millimetres from the left margin to a second column."""
LAST_OF_FONT = "\xff"
"""The last character of the fonts that every PDF reader has."""


def one_of_each_kind() -> list[str]:
    """The first case of each kind that is a text."""
    kinds: dict[str, str] = {}
    for file in sorted(HERE.rglob("*.txt")):
        kinds.setdefault(read_case(file)["kind"], file.relative_to(HERE).as_posix())
    return sorted(case for kind, case in kinds.items() if kind not in LAYOUT)


def blocks(text: str) -> list[list[str]]:
    """The lines between two blank lines."""
    return [block.split("\n") for block in re.split(r"\n\s*\n", text.strip("\n"))]


def web_page(text: str) -> bytes:
    """A paragraph a block, its lines with breaks; several blanks are written so that a browser shows them."""
    body = "\n".join(f"<p>{'<br>'.join(map(html.escape, block))}</p>" for block in blocks(text))
    body = re.sub(" {2,}", lambda blanks: "&nbsp;" * len(blanks[0]), body)
    return f'<!DOCTYPE html><html lang="es"><meta charset="utf-8"><body>{body}</body></html>'.encode()


def word_file(text: str) -> bytes:
    """The same by python-docx."""
    document, data = docx.Document(), io.BytesIO()
    for first, *others in blocks(text):
        paragraph = document.add_paragraph(first)
        for line in others:
            paragraph.runs[-1].add_break()
            paragraph.add_run(line)
    document.save(data)
    return data.getvalue()


def pdf(text: str) -> bytes:
    """The same by fpdf2, lines wrapped at the width of the page; what stands behind a gap in its own column."""
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    for block in blocks(text):
        for line in block:
            left, right = GAP.match(line).groups()
            if right:
                page.cell(max(COLUMN, page.get_string_width(left) + 8), 5.5, left)
            page.multi_cell(0, 5.5, right or left, new_x="LMARGIN", new_y="NEXT")
        page.ln(4)
    return bytes(page.output())


@pytest.mark.parametrize(
    ("case", "made"), [*zip(one_of_each_kind(), cycle([web_page, word_file, pdf]), strict=False)]
)
def test_a_case_gives_the_same_rows_in_another_format(case: str, made: Callable[[str], bytes]):
    text, wanted = (HERE / case).read_text("utf-8"), read_case(HERE / case)
    if made is pdf and max(text) > LAST_OF_FONT:
        made = word_file
    release = Release.of(cronica.read(made(text)))
    of_document = {
        expected: {
            table: rows for table, rows in wanted.get(expected, {}).items() if table in release.columns
        }
        for expected in ("absent", "count")
    }
    assert not list(differences({**wanted, **of_document}, UNNAMED, release))
