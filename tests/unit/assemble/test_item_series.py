"""An agenda item is known by its title, through the regular sessions."""

import polars as pl

from cronica.flows.assemble.item_series import item_series
from cronica.schemas import registry, render

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


def test_an_item_stands_with_or_without_what_it_is_under():
    items = (5, "9", f"Deporte: {LAST}", "own"), (6, "9", LAST, "own"), (7, "8", f"{LAST}: {LAST}", "own")
    assert [row[2:4] for row in series(*items)] == [(5, 7)] * 3


def test_another_title_is_another_item():
    assert series((5, "11", LAST, "own"), (6, "11", NEXT, "own")) == [(5, "11", 5, 5, 1), (6, "11", 6, 6, 1)]


def test_a_special_session_is_numbered_by_itself():
    items = (5, "11", LAST, "own"), (7, "9", LAST, "future")
    assert series(*items, kind="emergency_special") == [(7, "9", 7, 7, 1)]


def of_the_reference_table() -> pl.DataFrame:
    return item_series(lambda name: pl.LazyFrame(schema=render.polars_schema(registry.table(name))))


def test_items_of_the_reference_table():
    """Each item of sessions 74 to 80 once, and no series with two items on one agenda."""
    series = of_the_reference_table()
    assert series.height == series["item_series_id"].n_unique() > 1300
    assert series.group_by("series_title", "session_number").len()["len"].max() == 1
    assert set(series["session_number"]) == set(range(74, 81))
    span = series.select(
        first=(pl.col("first_session") == pl.col("session_number").min().over("series_title")).all(),
        last=(pl.col("last_session") == pl.col("session_number").max().over("series_title")).all(),
        sessions=(pl.col("sessions") == pl.len().over("series_title")).all(),
    )
    assert span.row(0) == (True, True, True)


def test_a_title_that_changes_a_little_is_one_item():
    """The budget of each year, and a spelling; but not two organisations with which the United Nations cooperate."""
    titles = (
        of_the_reference_table()
        .group_by("series_title")
        .agg(pl.col("title").unique().sort())["title"]
        .to_list()
    )
    of = {title: names for names in titles for title in names}
    assert len(of["Proyecto de presupuesto por programas para 2021"]) > 3
    africa = next(names for names in titles if names[0].endswith("y la Unión Africana"))
    assert not any("Caribe" in name for name in africa)
