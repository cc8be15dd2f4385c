"""Bytes to text to paragraphs: decoding, one module a format, layout, footnotes and structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from unicodedata import normalize

from cronica.flows.extract.extracted import Extracted, MarkedParagraph, Reason, Unreadable
from cronica.flows.extract.formats import READERS
from cronica.flows.extract.formats.detect import format_of
from cronica.flows.extract.structure.marked import read_marked
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.structure import read_structure
from cronica.flows.extract.text.clean import Cleaned, clean
from cronica.flows.extract.text.footnotes import lift_plain_marks
from cronica.flows.extract.text.joined import join_lines
from cronica.flows.extract.text.layout import read_blocks
from cronica.flows.extract.text.mapped import MappedText
from cronica.flows.extract.text.star_notes import lift_star_marks
from cronica.flows.extract.text.twins import with_latin_symbols
from cronica.flows.extract.text.words import Vocabulary
from cronica.flows.language import Language

LONGEST_TEXT = 5_000_000
"""Characters of the longest text that is read: twice a volume of a thousand pages."""
LONGEST_PARAGRAPH = 100_000
"""Characters of the longest paragraph: what is read off a paragraph may take time with their square."""


def extract(name: str, data: bytes) -> Extracted:
    """The text of a file.

    Args:
        name: the file's name, whose ending says the format where the bytes do not.
        data: the file.

    Raises:
        Unreadable: the file has no text, or more than is read.
    """
    source_format = format_of(name, data)
    extracted = _read(source_format, data)
    if len(extracted.text) > LONGEST_TEXT:
        size = f"is a text of {len(extracted.text):,} characters; more than {LONGEST_TEXT:,} are not read"
        raise Unreadable(Reason.TOO_LARGE, f"{size}: split it")
    if not extracted.text.strip():
        raise Unreadable(Reason.EMPTY, "holds no text; remove it or give the text")
    text = _storable(extracted.text)
    if not extracted.marked:  # the marks of a file point into its text as it is
        text = normalize("NFC", text)  # a letter and its accent are one character, as every pattern expects
    return replace(extracted, text=text, source_format=source_format)


def read_paragraphs(extracted: Extracted, language: Language) -> list[Paragraph]:
    """The structured paragraphs of a text.

    Args:
        extracted: the text, and the paragraphs that its source marks up.
        language: whose patterns apply.

    Raises:
        Unreadable: a paragraph is longer than ``LONGEST_PARAGRAPH``.
    """
    source, marked = with_latin_symbols(extracted.text, language), extracted.marked
    cleaned: list[Cleaned] = []
    is_open = False
    for part in _as_marked(source, marked) if marked else _as_printed(source, language):
        cleaned.append(clean(part, is_open=is_open))
        is_open = cleaned[-1].leaves_open
    if marked:
        return read_marked(cleaned, marked, language)
    return read_structure(lift_star_marks(lift_plain_marks(cleaned, language)), language)


def _as_marked(source: str, marked: Sequence[MarkedParagraph]) -> Iterator[MappedText]:
    """The paragraphs that the source marks, word for word: nothing in them was broken by printing."""
    starts = [each.start for each in marked]
    for start, after in pairwise([*starts, len(source)]):
        end = start + len(source[start:after].rstrip())
        _check_length(end - start)
        yield MappedText.of_source(source, start, end)


def _as_printed(source: str, language: Language) -> Iterator[MappedText]:
    """The paragraphs read off printed lines, with what the end of a line broke put together."""
    vocabulary = Vocabulary(source, language)
    for block in read_blocks(source, language, vocabulary.misread):
        _check_length(block.last.end - block.first.start)
        yield vocabulary.mended(join_lines(block.lines, source, vocabulary))


def _check_length(characters: int) -> None:
    if characters > LONGEST_PARAGRAPH:
        message = f"has a paragraph of more than {LONGEST_PARAGRAPH:,} characters; set it in lines"
        raise Unreadable(Reason.TOO_LARGE, message)


def _read(source_format: str, data: bytes) -> Extracted:
    try:
        return READERS[source_format](data)
    except Unreadable:
        raise
    except (MemoryError, RecursionError):
        raise Unreadable(Reason.TOO_LARGE, "is nested too deep or takes too much memory to read") from None
    except Exception as error:  # whatever a library makes of a hostile file
        what = str(error).partition("\n")[0] or type(error).__name__
        message = f"is damaged or not {source_format}: {what}"
        raise Unreadable(Reason.MALFORMED, message) from None


def _storable(text: str) -> str:
    """The text without half characters, which a damaged file may give and nothing can store."""
    return text.encode("utf-8", "replace").decode("utf-8")
