"""Reading one document whole, in this process."""

import hashlib
import json
from typing import Any

import polars as pl
from cronica.flows.assemble import normalise
from cronica.flows.extract import SOURCES, segment
from cronica.flows.extract.extracted import Unreadable
from cronica.flows.extract.formats import READERS

MENTIONS = ("date_mentions", "session_mentions", "agenda_items", "citations", "entity_mentions")


def read_text(text: str, metadata: dict[str, Any] | None = None) -> dict[str, pl.DataFrame]:
    """The tables of a document with this text.

    Raises:
        Unreadable: a paragraph is too long.
        AssertionError: a mention is not what stands at its place.
    """
    text = text.encode("utf-8", "replace").decode()
    digest = hashlib.sha256(text.encode()).hexdigest()
    said = json.dumps(metadata or {})
    row = [digest[:16], "a.txt", digest, len(text), "txt", "es", text, said, "{}"]
    sources = pl.DataFrame([row], schema=SOURCES, orient="row")
    tables = normalise({"sources": sources, **segment(sources)})
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
        read_text(extracted.text, extracted.metadata)
    except Unreadable as error:
        return error.reason.value
    return "read"
