"""Put the text at a mention's offsets beside the mention, so that the two can be compared."""

import polars as pl

from cronica.schemas.expectations import SPAN_COLUMN
from cronica.schemas.model import Table

PLACE = ("paragraph_id", "start_char", "end_char", "text")


def is_promised(table: Table) -> bool:
    """Whether the contract says that ``text`` equals its span in every row of the table."""
    return any(check.check == "text_equals_span" for check in table.checks)


def with_span(table: Table, frame: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """The frame with the column ``span_text`` added, if the table promises that ``text`` equals its span.

    A mention read elsewhere than in running text (off a symbol, from metadata) has no place: its paragraph,
    offsets and text are all null, and so is ``span_text``. A mention with half a place, or with offsets that
    reach outside the paragraph, gets an empty ``span_text``, which no mention equals.

    Args:
        table: The contract of ``frame``.
        frame: Rows of the table; left as it is when it lacks a column that says where a mention stands.
        paragraphs: ``paragraph_id`` and ``text``.
    """
    possible = set(PLACE) <= set(frame.columns) and {"paragraph_id", "text"} <= set(paragraphs.columns)
    if not is_promised(table) or not possible:
        return frame
    source = paragraphs.select("paragraph_id", paragraph="text").unique("paragraph_id", keep="first")
    start, end = pl.col("start_char"), pl.col("end_char")
    inside = (start >= 0) & (start <= end) & (end <= pl.col("paragraph").str.len_chars())
    # Outside those bounds a slice would clip, or count from the end of the paragraph.
    span = (
        pl.when(pl.all_horizontal(pl.col(PLACE).is_null()))
        .then(None)
        .when(inside)
        .then(pl.col("paragraph").str.slice(start.clip(0), (end - start).clip(0)))
        .otherwise(pl.lit(""))
    )
    placed = frame.select(PLACE).join(source, on="paragraph_id", how="left", maintain_order="left")
    return frame.with_columns(placed.select(span.alias(SPAN_COLUMN)).to_series())
