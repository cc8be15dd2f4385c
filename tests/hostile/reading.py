"""Reading one text whole, in this process: text to paragraphs to rows."""

import hashlib

import polars as pl

from flows.assemble.batch import normalise
from flows.extract import SOURCES, segment


def read_text(text: str) -> dict[str, pl.DataFrame]:
    """The tables of a document with this text."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    row = [digest[:16], "a.txt", digest, len(text), "txt", "es", text, "{}", "{}"]
    sources = pl.DataFrame([row], schema=SOURCES, orient="row")
    return normalise({"sources": sources, **segment(sources)})
