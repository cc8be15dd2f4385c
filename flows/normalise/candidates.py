"""What the scan of a column of paragraphs leaves to be read, paragraph by paragraph.

A paragraph without a candidate has no date and no number of an act. Where every date of a paragraph is a day,
month and year printed in full, with no word beside it that leads to another candidate, the dates are those
the scan has read. The others are for :func:`~flows.normalise.dates.find_dates`, which finds the same.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl
from babel.dates import get_day_names

from flows.normalise.date_joins import LONGEST_GAP
from flows.normalise.date_tokens import any_of
from flows.normalise.date_tokens import pack as date_pack
from flows.normalise.dates import DateMatch
from flows.normalise.persons import may_announce
from flows.normalise.scan import find, pack


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the scan says of one paragraph.

    Attributes:
        has_numbers: a symbol or the number of an act may stand in it.
        has_persons: a person may be announced in it.
        dates: all its dates; ``None`` when they have to be read with what stands around them.
    """

    has_numbers: bool
    has_persons: bool
    dates: list[DateMatch] | None


def candidates(texts: pl.Series) -> list[Candidates]:
    """The candidates of every paragraph of a column, in its order."""
    found = find(texts)
    found = found.with_columns(
        is_date=~pl.col("kind").is_in(pack()["no_date"])
        & ((pl.col("kind") != "other_figure") | pl.col("text").str.contains("[12][0-9]{2}[0-9xX]")),
        is_alone=_alone(texts, found),
    )
    left = found.group_by("index").agg(
        has_numbers=(~pl.col("kind").is_in(["month", "month_year", "period"])).any(),
        is_open=(pl.col("is_date") & ~pl.col("is_alone")).any(),
    )
    persons = may_announce(texts).to_list()
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


def _alone(texts: pl.Series, found: pl.DataFrame) -> pl.Series:
    """Whether each candidate is a day of the calendar that is a date whatever else the paragraph holds."""
    whole = pl.col("kind") == "day_month_year"
    inside = pl.col("index") == pl.col("index").shift(1)
    around = (
        found.with_columns(
            begin=pl.when(inside).then(pl.col("end").shift(1)),
            stop=pl.when(inside.shift(-1)).then(pl.col("start").shift(-1)),
            row=pl.int_range(pl.len()),
        )
        .filter(whole & pl.col("value").is_not_null())
        .with_columns(paragraph=texts.gather(found.filter(whole & pl.col("value").is_not_null())["index"]))
    )
    paragraph, start, end = pl.col("paragraph"), pl.col("start"), pl.col("end")
    alone = pack()["alone"]
    earliest, latest = date_pack()["years"]["plausible"]
    after = paragraph.str.slice(end, _AFTER)
    joined_before = (start - pl.col("begin") <= LONGEST_GAP) & paragraph.str.slice(
        pl.col("begin"), start - pl.col("begin")
    ).str.contains(_gap())
    joined_after = (pl.col("stop") - end <= LONGEST_GAP) & paragraph.str.slice(
        end, pl.col("stop") - end
    ).str.contains(_gap())
    rows = around.filter(
        paragraph.str.slice(pl.max_horizontal(start - 2, 0), pl.min_horizontal(start, 2)).str.contains(
            alone["before"]
        ),
        after.str.contains(alone["after"]) & ~after.str.contains(alone["not_after"]),
        ~joined_before.fill_null(value=False),
        ~joined_after.fill_null(value=False),
        pl.col("value").str.head(4).cast(pl.Int32).is_between(earliest, latest),
    )["row"]
    return pl.int_range(found.height, eager=True).is_in(rows.implode())


_AFTER = 20
"""Characters after a date that may show that it is none, or that its year is in words."""


@cache
def _gap() -> str:
    """What stands between two candidates that may belong together, as a pattern."""
    words = [word for group in date_pack()["joins"].values() for word in group if word.isalpha()]
    days = get_day_names("wide", locale=date_pack()["locale"]).values()
    pattern: str = pack()["alone"]["gap"]
    return pattern.replace("${join}", any_of([*words, *days]))
