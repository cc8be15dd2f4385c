import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.validate.spans import with_span
from cronica.schemas import registry

TABLE = registry.table("citations")
PLACE = {"paragraph_id": pl.String, "start_char": pl.Int32, "end_char": pl.Int32, "text": pl.String}
PARAGRAPHS = pl.DataFrame({"paragraph_id": ["p1", "p2"], "text": ["año 🕊 paz", "otro"]})


def span(*place: object) -> str | None:
    frame = pl.DataFrame([place], schema=PLACE, orient="row")
    return with_span(TABLE, frame, PARAGRAPHS)["span_text"].item()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("p1", 0, 3, "año"), "año"),
        (("p1", 6, 9, "paz"), "paz"),
        (("p2", 0, 4, "otro"), "otro"),
        ((None, None, None, None), None),
        # half a place
        ((None, 0, 3, "año"), ""),
        (("p1", None, None, None), ""),
        (("p1", 0, None, "año"), ""),
        ((None, 0, 3, None), ""),
        # outside the paragraph
        (("p1", -3, 9, "paz"), ""),
        (("p1", 6, 10, "paz"), ""),
        (("p1", 3, 0, "año"), ""),
        (("lost", 0, 3, "año"), ""),
    ],
)
def test_the_span_is_what_stands_at_the_offsets(place, expected):
    assert span(*place) == expected


@given(st.text(), st.integers(-3, 30), st.integers(-3, 30))
def test_the_span_is_the_slice_wherever_there_is_one(text, start, end):
    frame = pl.DataFrame([("p", start, end, "?")], schema=PLACE, orient="row")
    found = with_span(TABLE, frame, pl.DataFrame({"paragraph_id": ["p"], "text": [text]}))["span_text"].item()
    assert found == (text[start:end] if 0 <= start <= end <= len(text) else "")


def test_rows_keep_their_order():
    frame = pl.DataFrame(
        [("p2", 0, 1, "o"), ("p1", 0, 1, "a"), ("p2", 1, 2, "t")], schema=PLACE, orient="row"
    )
    assert with_span(TABLE, frame, PARAGRAPHS)["span_text"].to_list() == ["o", "a", "t"]


def test_a_table_without_that_promise_is_left_alone():
    assert with_span(registry.table("paragraphs"), PARAGRAPHS, PARAGRAPHS) is PARAGRAPHS


def test_a_frame_that_does_not_say_where_is_left_alone():
    frame = pl.DataFrame({"paragraph_id": ["p1"]})
    assert with_span(TABLE, frame, PARAGRAPHS) is frame
