"""PDF: the text layer of the pages."""

from __future__ import annotations

import re
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from cronica.flows.extract.extracted import Extracted, Reason, Unreadable
from cronica.flows.extract.formats.pdf_lines import page_lines
from cronica.flows.extract.formats.pdf_pages import (
    Page,
    apart_from_notes,
    in_columns,
    without_heads,
    without_interruptions,
)
from cronica.flows.extract.formats.pdf_paragraphs import note, paragraphs
from cronica.flows.extract.formats.runs import note_mark
from cronica.flows.language.superscripts import SUPERSCRIPTS

MOST_PAGES = 3000
"""Pages a document may have."""

_MARK = re.compile(f"(?<=.)[{SUPERSCRIPTS}]+")
_BACK = re.compile(r"\s*[↩↑⤴]\ufe0e?$")


def read(data: bytes) -> Extracted:
    """Read a PDF.

    Raises:
        Unreadable: it is damaged, needs a password, has too many pages or only pictures of them.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable(Reason.ENCRYPTED, "opens with a password only; save it without one") from None
        raise Unreadable(Reason.MALFORMED, "is no PDF, or one cut off; get the file again") from None
    pages: list[Page] = []
    is_drawn = False
    with closing(document):
        if len(document) > MOST_PAGES:
            raise Unreadable(
                Reason.TOO_LARGE, f"has {len(document):,} pages; more than {MOST_PAGES:,} are not read"
            )
        for number in range(len(document)):
            with closing(document[number]) as page:
                pages.append(page_lines(page))
                is_drawn = is_drawn or pdfium.FPDFPage_CountObjects(page) > 0
    if is_drawn and not any(pages):
        message = "is pictures of pages without text; run text recognition (OCR) on it first"
        raise Unreadable(Reason.NO_TEXT_LAYER, message)
    texts, notes = apart_from_notes(without_heads([in_columns(page) for page in pages]))
    written = list(paragraphs(without_interruptions(texts)))
    return Extracted("\n\n".join([*written, *map(note, notes)] if notes else _with_listed_notes(written)))


def _with_listed_notes(written: list[str]) -> list[str]:
    """Numbered paragraphs at the end, one for each mark of a text that has no notes, are the notes."""
    marks = {mark for text in written for mark in _MARK.findall(text)}
    first = len(written) - len(marks)
    notes = []
    for number, text in enumerate(written[first:] if marks and first > 0 else (), 1):
        label = f"{number}. "
        if note_mark(number) not in marks or not text.startswith(label):
            return written
        notes.append(f"{note_mark(number)} {_BACK.sub('', text.removeprefix(label))}")
    return [*written[:first], *notes] if notes else written
