"""What the scan of a column of paragraphs leaves to be read, paragraph by paragraph.

A paragraph without a candidate has no date and no number of an act. Where every date of a paragraph is a day,
month and year printed in full, with no word beside it that leads to another candidate, the dates are those
the scan has read. The others are for :func:`.dates.find.find_dates`, which finds the same.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

import polars as pl

from cronica.flows.language import Language, any_of, spellings
from cronica.flows.normalise.dates.find import DateMatch
from cronica.flows.normalise.dates.joins import LONGEST_GAP
from cronica.flows.normalise.dates.months import weekday_names
from cronica.flows.normalise.dates.scan import find, for_polars
from cronica.flows.normalise.names.persons import may_announce
from cronica.schemas.language import Dates, Scan


class Candidates(NamedTuple):
    """What the scan says of one paragraph.

    Attributes:
        has_numbers: a symbol or the number of an act may stand in it.
        has_persons: a person may be announced in it.
        dates: all its dates; ``None`` when they have to be read with what stands around them.
    """

    has_numbers: bool
    has_persons: bool
    dates: list[DateMatch] | None


_ALSO_NUMBERS = ("year", "years", "like_a_year", "short_date", "month_number")
"""Kinds of candidates that may be the number of an act as well as a date."""


def candidates(texts: pl.Series, language: Language) -> list[Candidates]:
    """The candidates of every paragraph of a column, in its order."""
    numbers, no_date = language.pack(Scan).numbers, language.pack(Scan).no_date
    found = find(texts, language)
    found = found.with_columns(
        is_number=pl.col("kind").is_in([*numbers, *_ALSO_NUMBERS]),
        is_date=~pl.col("kind").is_in([*numbers, *no_date]),
        is_alone=_alone(texts, found, language),
    )
    left = found.group_by("index").agg(
        has_numbers=pl.col("is_number").any(), is_open=(pl.col("is_date") & ~pl.col("is_alone")).any()
    )
    persons = may_announce(texts, language).to_list()
    read = [Candidates(has_numbers=False, has_persons=announced, dates=[]) for announced in persons]
    for index, has_numbers, is_open in left.iter_rows():
        read[index] = Candidates(has_numbers, persons[index], None if is_open else [])
    for index, start, end, value in (
        found.filter("is_alone").select("index", "start", "end", "value").iter_rows()
    ):
        if (dates := read[index].dates) is not None:
            day = date.fromisoformat(value)
            dates.append(DateMatch(start, end, value, day, day, "day", "day_month_year", None))
    return read


def _alone(texts: pl.Series, found: pl.DataFrame, language: Language) -> pl.Series:
    """Whether each candidate is a day of the calendar that is a date whatever else the paragraph holds."""
    whole = (pl.col("kind") == "day_month_year") & pl.col("value").is_not_null()
    is_number = pl.col("kind").is_in(language.pack(Scan).numbers)
    again = pl.col("index") == pl.col("index").shift()
    around = (
        found.with_columns(
            row=pl.int_range(pl.len()),
            number_before=pl.when(again & is_number.shift()).then(pl.col("end").shift()),
            number_after=pl.when((again & is_number).shift(-1)).then(pl.col("start").shift(-1)),
        )
        .filter(whole)
        .with_columns(paragraph=texts.gather(found.filter(whole)["index"]))
    )
    rules = _rules(language)
    paragraph, start, end = pl.col("paragraph"), pl.col("start"), pl.col("end")
    first = pl.max_horizontal(start - _REACH, 0)
    before, after = paragraph.str.slice(first, start - first), paragraph.str.slice(end, _REACH)
    # What stands between the number of an act and its date leads to no figure of another date.
    of_number = paragraph.str.slice(pl.col("number_before"), start - pl.col("number_before"))
    to_number = paragraph.str.slice(end, pl.col("number_after") - end)
    earliest, latest = language.pack(Dates).years.plausible
    alone = around.filter(
        before.str.contains(rules["before"]) & ~before.str.contains(rules["not_before"]),
        after.str.contains(rules["after"]) & ~after.str.head(_CLOSE).str.contains(rules["not_after"]),
        ~before.str.contains(rules["figure_before"])
        | of_number.str.contains(rules["only_gap"]).fill_null(value=False),
        ~after.str.contains(rules["figure_after"])
        | to_number.str.contains(rules["only_gap"]).fill_null(value=False),
        pl.col("value").str.head(4).cast(pl.Int32).is_between(earliest, latest),
    )
    return pl.int_range(found.height, eager=True).is_in(alone["row"].implode())


_REACH = LONGEST_GAP + 15
"""Characters beside a date in which a figure may be joined to it."""
_CLOSE = 20
"""Characters after a date that may show that it is none, or that its year is in words."""


@cache
def _rules(language: Language) -> dict[str, str]:
    """What must stand around a date that is read alone, as patterns for polars."""
    joins: dict[str, tuple[str, ...]] = language.pack(Dates).joins.model_dump()
    words = [word for of_kind in joins.values() for word in of_kind if word.isalpha()]
    rules: dict[str, str] = language.pack(Scan).alone.model_dump()
    fragments = {"join": any_of(spellings([*words, *weekday_names(language)])), "gap": rules["gap"]}
    rules["only_gap"] = "^${gap}$"
    return {name: for_polars(language.expand(rule, fragments)) for name, rule in rules.items()}
