"""Agenda items through the sessions: an item is renumbered every session, and known by its title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

import polars as pl
from rapidfuzz import fuzz, process

from cronica import seeds
from cronica.schemas import registry, render

ALIKE = 90.0
"""Least similarity, of 100, of two titles and of their last parts that are one item, reworded a little."""
REFERENCE = "GA"
"""The body whose agendas are in ``agenda_titles.csv``."""


class _Item(NamedTuple):
    body: str
    session: int
    label: str
    title: str
    folded: str
    documents: int


def item_series(columns: Callable[[str], pl.LazyFrame]) -> pl.DataFrame:
    """The rows of ``item_series``: items of the reference table, and those that documents name."""
    series: dict[tuple[str, str], list[_Item]] = defaultdict(list)
    current: dict[str, dict[str, str]] = defaultdict(dict)  # by body: title -> that of its series
    items = sorted(_items(columns), key=lambda item: (item.body, item.session, item.label))
    lasts = {item.folded: _last(item.title) for item in items}
    agendas: dict[tuple[str, int], set[str]] = defaultdict(set)
    for item in items:
        agendas[item.body, item.session].add(item.folded)
    for (body, number), same_agenda in groupby(items, key=lambda item: (item.body, item.session)):
        agenda, known = list(same_agenda), current[body]
        here = agendas[body, number]
        for item in agenda:
            name = known.get(item.folded) or _renamed(item.folded, known, here, lasts, agendas)
            known[item.folded] = name
            series[body, name].append(item)
    rows = [
        {
            "item_series_id": f"{item.body}-{item.session}-{item.label}",
            "body_code": item.body,
            "session_number": item.session,
            "label": item.label,
            "title": item.title,
            "series_title": name,
            "first_session": min(each.session for each in found),
            "last_session": max(each.session for each in found),
            "sessions": len({each.session for each in found}),
            "documents": item.documents,
        }
        for (_, name), found in series.items()
        for item in found
    ]
    return pl.DataFrame(rows, schema=render.polars_schema(registry.table("item_series")))


def _renamed(
    title: str,
    known: dict[str, str],
    here: set[str],
    lasts: dict[str, str],
    agendas: dict[tuple[str, int], set[str]],
) -> str:
    """The series of a title that is new: that of one which is alike and is not on the same agenda.

    An item may stand with or without that which it is under: *Desarme general y completo: el uranio*.
    """
    gone, last = [each for each in known if each not in here], lasts[title]
    for each in gone:
        both = {each, title}
        if lasts[each] == last in both and not any(both <= agenda for agenda in agendas.values()):
            return known[each]
    alike = process.extract(title, gone, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    best = (each for each, *_ in alike if fuzz.token_sort_ratio(last, lasts[each]) >= ALIKE)
    return known.get(next(best, ""), title)


def _items(columns: Callable[[str], pl.LazyFrame]) -> list[_Item]:
    """One item for each body, session and label; a title of the reference table goes before a printed one."""
    titles: dict[tuple[str, int, str], str] = {}
    for row in seeds.reference("agenda_titles"):
        label = f"{row['item']}({row['subitem']})" if row["subitem"] else row["item"]
        if row["session"].isdecimal():  # of a regular session
            titles.setdefault((REFERENCE, int(row["session"]), label), row["title"])
    place = ("body_code", "session_number", "label")
    kinds = columns("documents").select("document_id", "session_kind")
    special = (pl.col("relation") == "own") & (pl.col("session_kind") != "regular")  # numbered by themselves
    named = (
        columns("agenda_items")
        .join(kinds, on="document_id", how="left")
        .filter(~special.fill_null(False))
        .select("document_id", "title", *place)
        .drop_nulls(place)
        .collect()
    )
    documents: dict[tuple[str, int, str], int] = {}
    for *key, title, count in (
        named.sort("document_id")
        .group_by(place, maintain_order=True)
        .agg(pl.col("title").drop_nulls().first(), pl.col("document_id").n_unique())
        .iter_rows()
    ):
        at = (key[0], key[1], key[2])
        documents[at] = count
        if title:
            titles.setdefault(at, title)
    return [_Item(*at, title, _folded(title), documents.get(at, 0)) for at, title in titles.items()]


def _last(title: str) -> str:
    """The part of a title after the one of the item that it is under: *Desarme general y completo: …*."""
    return _folded(re.split(r"[:.]\s", title)[-1])


def _folded(title: str) -> str:
    return re.sub(r"[\W_]+", " ", title.casefold()).strip()
