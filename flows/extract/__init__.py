"""Bytes to text to paragraphs: decoding, one module a format, layout, footnotes and structure.

Both stages take and return columns, so that a batch can pass between tasks as Parquet files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import polars as pl
from cronica.flows.extract.extracted import Extracted, Reason, Unreadable
from cronica.flows.extract.formats import READERS
from cronica.flows.extract.formats.detect import format_of
from cronica.flows.extract.structure.marked import Blocks, read_marked
from cronica.flows.extract.structure.structure import Paragraph, read_structure
from cronica.flows.extract.text.clean import Cleaned, clean
from cronica.flows.extract.text.footnotes import lift_plain_marks
from cronica.flows.extract.text.layout import hyphenated_words, join_lines, read_blocks
from cronica.flows.extract.text.mapped import MappedText
from cronica.flows.extract.text.star_notes import lift_star_marks
from cronica.flows.extract.text.words import Vocabulary
from cronica.flows.language.identify import language_of
from cronica.flows.sources.discover import Refusal, SourceFile

SOURCES = {
    "document_id": pl.String,
    "source_path": pl.String,
    "source_sha256": pl.String,
    "source_bytes": pl.Int64,
    "source_format": pl.String,
    "language": pl.String,
    "text": pl.String,
    "metadata": pl.String,
    "facts": pl.String,
}
"""Columns of a read batch; JSON: ``metadata``, the file's own statements, and ``facts``, its manifest row."""

PARAGRAPHS = {
    "document_id": pl.String,
    "paragraph_number": pl.Int32,
    "part": pl.String,
    "section_heading": pl.String,
    "label": pl.String,
    "label_path": pl.String,
    "depth": pl.Int16,
    "footnote_marker": pl.String,
    "text": pl.String,
    "source_start": pl.Int64,
    "source_end": pl.Int64,
    "body_start": pl.Int32,
    "emphasis_end": pl.Int32,
    "is_heading": pl.Boolean,
}
"""Columns of segmented paragraphs: the contract's, and what normalising needs beside them."""

ANCHORS = {
    "document_id": pl.String,
    "paragraph_number": pl.Int32,
    "start_char": pl.Int32,
    "marker": pl.String,
    "footnote_number": pl.Int32,
}
"""Columns of footnote marks; both numbers are paragraph numbers, the second the note's if there is one."""

PACK_LANGUAGE = "es"
"""The language pack used for documents whose language has none."""


LARGEST = 200 * 1024**2
"""Bytes of the largest file that is read at all."""
LONGEST_TEXT = 5_000_000
"""Characters of the longest text that is read: twice a volume of a thousand pages."""
LONGEST_PARAGRAPH = 100_000
"""Characters of the longest paragraph: what is read off a paragraph may take time with their square."""

Tell = Callable[[str, str | None], None]
"""Told what comes next: the stage, and the id of the document, or None for all of them at once."""


def unheard(stage: str, document_id: str | None) -> None:
    """Tell nobody."""


def read_files(files: Sequence[SourceFile], tell: Tell = unheard) -> tuple[pl.DataFrame, list[Refusal]]:
    """Read the text of files.

    Args:
        files: the files; what a hostile one may do to the process is the caller's concern.
        tell: told before each file.

    Returns:
        A frame with the columns ``SOURCES`` and one refusal for every file that gave no text.
    """
    rows: list[dict[str, Any]] = []
    refusals: list[Refusal] = []
    for file in files:
        tell("extract", file.document_id)
        row = _read(file)
        if isinstance(row, Refusal):
            refusals.append(row)
        else:
            rows.append(row)
    return pl.DataFrame(rows, schema=SOURCES, orient="row"), refusals


def segment(sources: pl.DataFrame, tell: Tell = unheard) -> dict[str, pl.DataFrame]:
    """Cut the texts of a batch into paragraphs.

    Args:
        sources: a frame with the columns ``SOURCES``.
        tell: told before each document.

    Returns:
        ``paragraphs`` with the columns ``PARAGRAPHS`` and ``footnote_anchors`` with the columns ``ANCHORS``.
    """
    paragraphs: list[tuple[Any, ...]] = []
    anchors: list[tuple[Any, ...]] = []
    for document_id, text, metadata in sources.select("document_id", "text", "metadata").iter_rows():
        tell("segment", document_id)
        read = read_paragraphs(text, blocks=json.loads(metadata).get("blocks"))
        notes = _note_numbers(read)
        for number, paragraph in enumerate(read, 1):
            paragraphs.append(_paragraph_row(document_id, number, paragraph))
            anchors += [
                (document_id, number, mark.at, mark.marker, _note_of(notes, mark.marker, number))
                for mark in paragraph.marks
            ]
    return {
        "paragraphs": pl.DataFrame(paragraphs, schema=PARAGRAPHS, orient="row"),
        "footnote_anchors": pl.DataFrame(anchors, schema=ANCHORS, orient="row"),
    }


def read_paragraphs(
    source: str, language: str = PACK_LANGUAGE, *, blocks: Blocks | None = None
) -> list[Paragraph]:
    """The structured paragraphs of one text.

    Args:
        source: the text.
        language: whose patterns apply (ISO 639-1).
        blocks: what the source itself marks up, if it does.

    Raises:
        Unreadable: a paragraph is longer than ``LONGEST_PARAGRAPH``.
    """
    printed = _as_marked(source, blocks) if blocks else _as_printed(source, language)
    cleaned: list[Cleaned] = []
    is_open = False
    for part in printed:
        cleaned.append(clean(part, is_open=is_open))
        is_open = cleaned[-1].leaves_open
    if blocks:
        return read_marked(cleaned, blocks, language)
    return read_structure(lift_star_marks(lift_plain_marks(cleaned)), language)


def _as_marked(source: str, blocks: Blocks) -> Iterator[MappedText]:
    """The paragraphs that the source marks, word for word: nothing in them was broken by printing."""
    starts = [start for start, _, _ in blocks]
    for start, after in pairwise([*starts, len(source)]):
        end = start + len(source[start:after].rstrip())
        _bound(end - start)
        yield MappedText.of_source(source, start, end)


def _as_printed(source: str, language: str) -> Iterator[MappedText]:
    """The paragraphs read off printed lines, with what the end of a line broke put together."""
    compounds = hyphenated_words(source)
    vocabulary = Vocabulary(source, language)
    for block in read_blocks(source, language):
        _bound(block.last.end - block.first.start)
        yield vocabulary.mended(join_lines(block, source, compounds))


def _bound(characters: int) -> None:
    if characters > LONGEST_PARAGRAPH:
        message = f"has a paragraph of more than {LONGEST_PARAGRAPH:,} characters; set it in lines"
        raise Unreadable(Reason.TOO_LARGE, message)


def _read(file: SourceFile) -> dict[str, Any] | Refusal:
    if file.size > LARGEST:
        return _refused(
            file, Reason.TOO_LARGE, f"is of {file.size:,} bytes; more than {LARGEST:,} are not read"
        )
    try:
        data = file.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            return _refused(file, Reason.CHANGED, "changed while the run was going on; build again")
        source_format = format_of(file.source_path, data)
        extracted = _extracted(source_format, data)
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check the file's permissions"
        return _refused(file, Reason.UNREADABLE, message)
    except Unreadable as error:
        return _refused(file, error.reason, error.message)
    if len(extracted.text) > LONGEST_TEXT:
        size = f"is a text of {len(extracted.text):,} characters; more than {LONGEST_TEXT:,} are not read"
        return _refused(file, Reason.TOO_LARGE, f"{size}: split it")
    if not extracted.text.strip():
        return _refused(file, Reason.EMPTY, "holds no text; remove it or give the text")
    return {
        "document_id": file.document_id,
        "source_path": file.source_path,
        "source_sha256": file.sha256,
        "source_bytes": file.size,
        "source_format": source_format,
        "language": language_of(extracted.text),
        "text": _storable(extracted.text),
        "metadata": _storable(json.dumps(extracted.metadata, ensure_ascii=False, sort_keys=True)),
        "facts": json.dumps(file.facts, ensure_ascii=False, sort_keys=True),
    }


def _extracted(source_format: str, data: bytes) -> Extracted:
    try:
        return READERS[source_format](data)
    except Unreadable:
        raise
    except (MemoryError, RecursionError):
        message = "is nested too deep or takes too much memory to read"
        raise Unreadable(Reason.TOO_LARGE, message) from None
    except Exception as error:  # whatever a library makes of a hostile file
        what = str(error).partition("\n")[0] or type(error).__name__
        message = f"is damaged or not {source_format}: {what}"
        raise Unreadable(Reason.MALFORMED, message) from None


def _storable(text: str) -> str:
    """The text without half characters, which a damaged file may give and nothing can store."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _refused(file: SourceFile, reason: Reason, message: str) -> Refusal:
    return Refusal(
        source_path=file.source_path,
        source_sha256=file.sha256,
        stage="read",
        reason_code=reason.value,
        message=message,
    )


def _paragraph_row(document_id: str, number: int, paragraph: Paragraph) -> tuple[Any, ...]:
    """The columns ``PARAGRAPHS`` of a paragraph, in their order."""
    return (
        document_id,
        number,
        paragraph.part,
        paragraph.heading,
        paragraph.label,
        ".".join(paragraph.path) or None,
        max(0, len(paragraph.path) - 1),
        paragraph.footnote_marker,
        paragraph.text.text,
        paragraph.text.source_start,
        paragraph.text.source_end,
        paragraph.body_start,
        paragraph.emphasis_end,
        paragraph.is_heading,
    )


def _note_numbers(read: Sequence[Paragraph]) -> dict[str, list[int]]:
    """Marker → the paragraph numbers of the notes that carry it."""
    notes: dict[str, list[int]] = {}
    for number, paragraph in enumerate(read, 1):
        if paragraph.footnote_marker is not None:
            notes.setdefault(paragraph.footnote_marker, []).append(number)
    return notes


def _note_of(notes: dict[str, list[int]], marker: str, number: int) -> int | None:
    """The note a mark points to: the next one after it that carries the mark, else the last before it."""
    candidates = notes.get(marker, [])
    return next((note for note in candidates if note > number), candidates[-1] if candidates else None)
