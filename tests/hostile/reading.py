"""Reading one document whole, in this process."""

import hashlib
from dataclasses import replace

import polars as pl

from cronica.flows.assemble import tables_of
from cronica.flows.extract import read_paragraphs
from cronica.flows.extract.extracted import Extracted, Unreadable
from cronica.flows.extract.formats import READERS
from cronica.flows.interpret.document import interpret
from cronica.flows.interpret.model import Source
from cronica.flows.language import Language

MENTIONS = ("date_mentions", "session_mentions", "agenda_items", "citations", "entity_mentions")


def read_text(text: str) -> dict[str, pl.DataFrame]:
    """The tables of a document with this text.

    Raises:
        Unreadable: a paragraph is too long.
        AssertionError: a mention is not what stands at its place.
    """
    return read_extracted(Extracted(text.encode("utf-8", "replace").decode()))


def read_extracted(extracted: Extracted) -> dict[str, pl.DataFrame]:
    """The tables of a document of which this was extracted; raises as ``read_text`` does."""
    digest = hashlib.sha256(extracted.text.encode()).hexdigest()
    spanish = Language.load("es")
    paragraphs_read = read_paragraphs(extracted, spanish)
    source = Source("a.txt", digest, len(extracted.text), extracted, paragraphs_read, "es", spanish, {})
    tables = tables_of([interpret(source)])
    paragraphs = dict(tables["paragraphs"].select("paragraph_id", "text").iter_rows())
    for name in MENTIONS:
        placed = tables[name].filter(pl.col("start_char").is_not_null())
        for key, start, end, found in placed.select(
            "paragraph_id", "start_char", "end_char", "text"
        ).iter_rows():
            assert paragraphs[key][start:end] == found, name
    return tables


def read_bytes(source_format: str, data: bytes) -> str:
    """What becomes of a file: ``read``, a reason, or the error of a library that is refused as malformed."""
    try:
        extracted = READERS[source_format](data)
    except Unreadable as error:
        return error.reason.value
    except Exception as error:
        return type(error).__name__
    try:
        read_extracted(replace(extracted, text=extracted.text.encode("utf-8", "replace").decode()))
    except Unreadable as error:
        return error.reason.value
    return "read"
