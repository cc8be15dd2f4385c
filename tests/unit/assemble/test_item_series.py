"""An agenda item is known by its title, through the regular sessions."""

import polars as pl

from cronica.flows.assemble.item_series import item_series

LAST, NEXT = "La paz por el deporte", "La paz por el deporte y el juego limpio en el deporte"


def series(*items, kind="regular"):
    """Rows of a body without reference table, for items as (session, label, title, relation)."""
    tables = {
        "documents": pl.DataFrame({"document_id": ["a"], "session_kind": [kind]}),
        "agenda_items": pl.DataFrame(
            [("a", "XX", *item) for item in items],
            schema=["document_id", "body_code", "session_number", "label", "title", "relation"],
            orient="row",
        ),
    }
    rows = item_series(lambda name: tables[name].lazy()).filter(pl.col("body_code") == "XX")
    return rows.select("session_number", "label", "first_session", "last_session", "documents").rows()


def test_an_item_is_followed_by_its_title():
    assert series((5, "11", LAST, "own"), (7, "9", LAST, "future")) == [(5, "11", 5, 7, 1), (7, "9", 5, 7, 1)]


def test_another_title_is_another_item():
    assert series((5, "11", LAST, "own"), (6, "11", NEXT, "own")) == [(5, "11", 5, 5, 1), (6, "11", 6, 6, 1)]


def test_a_special_session_is_numbered_by_itself():
    items = (5, "11", LAST, "own"), (7, "9", LAST, "future")
    assert series(*items, kind="emergency_special") == [(7, "9", 7, 7, 1)]
