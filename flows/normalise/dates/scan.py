"""One pass of a compiled engine over a column of texts: what may be a date, a number or a symbol in them.

The kinds of candidates are the patterns of ``seeds/languages/es/scan.yml``, joined to one alternation that
polars runs over all texts at once. Marks put round every match and running sums over the pieces between give
the offsets, so that no Python object is made for a match; what a candidate says is read once for each
distinct spelling, the frequent shapes in columns and the others by the functions that know them.

Word boundaries are those of ASCII words: with Unicode ones the engine falls back, on text that is not all
ASCII, to another that is a hundred times slower.
"""

from functools import cache
from typing import Any

import polars as pl
from cronica.flows.language.folding import folded
from cronica.flows.normalise.citations.symbols import canonical
from cronica.flows.normalise.dates.tokens import any_of, months

from cronica import seeds

SCHEMA = {
    "index": pl.UInt32,
    "start": pl.Int32,
    "end": pl.Int32,
    "text": pl.String,
    "kind": pl.String,
    "value": pl.String,
}
_MARK = "\x02"
"""Set round a match; a text that holds this control character is read with blanks in its place."""


def find(texts: pl.Series) -> pl.DataFrame:
    """Every candidate in a column of texts.

    Args:
        texts: cleaned paragraphs, or texts of any length.

    Returns:
        One row a candidate in reading order: ``index`` (row of ``texts``), ``start`` and ``end`` (code
        points, half-open), ``text``, ``kind`` (as in the pack) and ``value``: EDTF of a date or a period of
        years, the canonical symbol or number; null for a day that does not exist and for what says nothing
        alone.
    """
    clean = texts.fill_null("")
    if clean.str.contains(_MARK, literal=True).any():
        clean = clean.str.replace_all(_MARK, " ", literal=True)
    marked = clean.str.replace_all(union(), f"{_MARK}${{0}}{_MARK}")
    pieces = (  # of every text what stands before a match, the match, what stands before the next …
        pl.DataFrame({"text": marked.str.split(_MARK)})
        .with_row_index("index")
        .with_columns(at=pl.int_ranges(pl.col("text").list.len()))
        .explode("text", "at")
        .with_columns(long=pl.col("text").str.len_chars().cast(pl.Int32))
        .with_columns(start=pl.col("long").cum_sum() - pl.col("long"))
    )
    begin = pieces.filter(pl.col("at") == 0)["start"]
    found = pieces.filter(pl.col("at") % 2 == 1)
    found = found.with_columns(
        start=found["start"] - begin.gather(found["index"]),
        spelling=pl.col("text").cast(pl.Categorical(pl.Categories.random())).to_physical(),
    ).with_columns(end=pl.col("start") + pl.col("long"))
    distinct = found.select("text", "spelling")[found["spelling"].arg_unique()]
    return found.join(_meanings(distinct), on="spelling", how="left", maintain_order="left").select(
        pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()
    )


@cache
def union() -> str:
    """All patterns of the pack as one alternation for polars."""
    return "|".join(kinds(any_of(months()), r"(?-u:\b)").values())


def kinds(month: str, boundary: str) -> dict[str, str]:
    """The patterns of the pack by kind, in the order they are tried.

    Args:
        month: the pattern of a month's name.
        boundary: how the engine writes the boundary of an ASCII word.
    """
    patterns: dict[str, str] = pack()["kinds"]
    return {
        kind: pattern.replace("${month}", month).replace(r"\b", boundary)
        for kind, pattern in patterns.items()
    }


@cache
def pack() -> dict[str, Any]:
    """The scan pack of the language."""
    return seeds.pack("es", "scan")


def _meanings(distinct: pl.DataFrame) -> pl.DataFrame:
    """Kind and value of every ``spelling``, by its ``text``: the first kind that the whole of it fits."""
    left = distinct
    read = [
        pl.DataFrame(schema={"spelling": distinct.schema["spelling"], "kind": pl.String, "value": pl.String})
    ]
    # What stands for a month among the matches is a month: its place is enough to tell the kind.
    for kind, pattern in kinds("[^ 0-9]+", "").items():
        fits = left["text"].str.contains(f"^(?:{pattern})$")
        if fits.any():
            read.append(left.filter(fits).select("spelling", kind=pl.lit(kind), value=_value(kind)))
            left = left.filter(~fits)
    return pl.concat(read)


def _value(kind: str) -> pl.Expr:
    """What the spellings of one kind say."""
    text = pl.col("text")
    match kind:
        case "day_month_year":
            return _day(text.str.tail(4), _month(text.str.split(" ").list.get(2)), text.str.head(2))
        case "month_year":
            return pl.concat_str(text.str.tail(4), pl.lit("-"), _month(text.str.split(" ").list.get(0)))
        case "numeric_date":
            return _day(*(text.str.extract_all("[0-9]+").list.get(at) for at in (2, 1, 0)))
        case "iso_date":
            return _day(text.str.head(4), text.str.slice(5, 2), text.str.tail(2))
        case "years":
            whole = text.str.len_chars() == len("2009-2019")
            return pl.when(whole).then(pl.concat_str(text.str.head(4), pl.lit("/"), text.str.tail(4)))
        case "year" | "number" | "calendar_number" | "conference_number":
            return text
        case "number_year" | "number_roman":
            return text.str.replace_all(" ", "", literal=True)
        case "meeting" | "session":
            return text.str.extract("^([0-9]+)")
        case "symbol":
            odd = pl.when(~text.str.contains(_PLAIN_SYMBOL)).then(text)
            return pl.coalesce(odd.map_elements(canonical, return_dtype=pl.String), text)
    return pl.lit(None, pl.String)


_PLAIN_SYMBOL = r"^[A-Z]{1,6}(?:/(?:[A-Z]+|(?:E?S-)?[0-9]+|(?:[A-Z]{1,4}|Add|Corr|Rev)\.[0-9]+))+$"
"""A symbol that is spelt as its canonical form is."""


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The day in EDTF, if the calendar has it."""
    two_figures = (part.str.strip_chars(" ").str.zfill(2) for part in (month, day))
    printed = pl.concat_str(year, *two_figures, separator="-")
    return pl.when(printed.str.to_date("%Y-%m-%d", strict=False).is_not_null()).then(printed)


def _month(name: pl.Expr) -> pl.Expr:
    """The number of a month in two figures."""
    return name.str.to_lowercase().replace_strict(_month_numbers(), default=None)


@cache
def _month_numbers() -> dict[str, str]:
    """Names of months in lower case, with accents and without, that are read wherever they stand."""
    plain = {name: month for name, month in months().items() if month.form != "narrow" and not month.problem}
    return {
        spelling: f"{month.number:02}" for name, month in plain.items() for spelling in (name, folded(name))
    }
