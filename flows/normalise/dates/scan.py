"""One pass of a compiled engine over a column of texts: what may be a date, a number or a symbol in them.

The kinds of candidates are the patterns of ``scan.yml`` of the language pack, joined to one alternation that
polars runs over all texts at once. Marks put round every match and running sums over the pieces between give
the offsets, so that no Python object is made for a match; what a candidate says is read once for each
distinct spelling, the frequent shapes in columns and the others by the functions that know them.

Word boundaries are those of ASCII words: with Unicode ones the engine falls back, on text that is not all
ASCII, to another that is a hundred times slower.
"""

import re
from functools import cache

import polars as pl

from cronica.flows.language import Language, any_of, spellings
from cronica.flows.language.patterns import without_names
from cronica.flows.normalise.citations.symbols import canonical
from cronica.flows.normalise.dates.months import month_names
from cronica.schemas.language import Scan

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


def find(texts: pl.Series, language: Language) -> pl.DataFrame:
    """Every candidate in a column of texts.

    Args:
        texts: cleaned paragraphs, or texts of any length.
        language: whose patterns are looked for.

    Returns:
        One row a candidate in reading order: ``index`` (row of ``texts``), ``start`` and ``end`` (code
        points, half-open), ``text``, ``kind`` (as in the pack) and ``value``: EDTF of a date or a period of
        years, the canonical symbol or number; null for a day that does not exist and for what says nothing
        alone.
    """
    clean = texts.fill_null("")
    if clean.str.contains(_MARK, literal=True).any():
        clean = clean.str.replace_all(_MARK, " ", literal=True)
    marked = clean.str.replace_all(union(language), f"{_MARK}${{0}}{_MARK}")
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
    return found.join(_meanings(distinct, language), on="spelling", how="left", maintain_order="left").select(
        pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()
    )


@cache
def union(language: Language) -> str:
    """All patterns of the pack as one alternation for polars."""
    return for_polars(
        "|".join(map(without_names, kinds(language, any_of(spellings(month_names(language)))).values()))
    )


def for_polars(pattern: str) -> str:
    """A pattern of a pack as polars reads it: without regard to case, the boundaries those of ASCII words."""
    return "(?i)" + pattern.replace(r"\b", r"(?-u:\b)")


def kinds(language: Language, month: str) -> dict[str, str]:
    """The patterns of the pack by kind, in the order they are tried; ``month`` is that of a month's name."""
    patterns = language.pack(Scan).kinds
    return {kind: language.expand(pattern, {"month": month}) for kind, pattern in patterns.items()}


def _meanings(distinct: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Kind and value of every ``spelling``, by its ``text``: the first kind that the whole of it fits."""
    left = distinct
    read = [
        pl.DataFrame(schema={"spelling": distinct.schema["spelling"], "kind": pl.String, "value": pl.String})
    ]
    # What stands for a month among the matches is a month: its place is enough to tell the kind.
    for kind, pattern in kinds(language, "[^ 0-9]+").items():
        whole = f"(?i)^(?:{pattern.replace(_BOUNDARY, '')})$"
        fits = left["text"].str.contains(whole)
        if fits.any():
            value = _value(kind, whole, language)
            read.append(left.filter(fits).select("spelling", kind=pl.lit(kind), value=value))
            left = left.filter(~fits)
    return pl.concat(read)


_BOUNDARY = r"\b"


def _value(kind: str, pattern: str, language: Language) -> pl.Expr:
    """What the spellings of one kind say, by the groups of its pattern."""
    text = pl.col("text")
    if kind == "symbol":
        odd = pl.when(~text.str.contains(_PLAIN_SYMBOL)).then(text)
        return pl.coalesce(odd.map_elements(canonical, return_dtype=pl.String), text)
    names = set(re.compile(pattern).groupindex)
    groups = {name: text.str.extract_groups(pattern).struct.field(name) for name in names}
    if "month" in names:
        groups["month"] = _month(groups["month"], language)
    if names == {"day", "month", "year"}:
        return _day(**groups)
    if names == {"month", "year"}:
        return pl.concat_str(groups["year"], groups["month"], separator="-")
    if names == {"first", "last"}:
        whole = groups["last"].str.len_chars() == 4
        return pl.when(whole).then(pl.concat_str(groups["first"], groups["last"], separator="/"))
    if names == {"value"}:
        return groups["value"].str.replace_all(" ", "", literal=True)
    return pl.lit(None, pl.String)


_PLAIN_SYMBOL = r"^[A-Z]{1,6}(?:/(?:[A-Z]+|(?:E?S-)?[0-9]+|(?:[A-Z]{1,4}|Add|Corr|Rev)\.[0-9]+))+$"
"""A symbol that is spelt as its canonical form is."""


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The day in EDTF, if the calendar has it."""
    printed = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    return pl.when(printed.str.to_date("%Y-%m-%d", strict=False).is_not_null()).then(printed)


def _month(printed: pl.Expr, language: Language) -> pl.Expr:
    """The number of a month in two figures, printed as its name or in figures."""
    named = printed.str.to_lowercase().replace_strict(_month_numbers(language), default=None)
    return pl.coalesce(named, pl.when(printed.str.contains("^[0-9]+$")).then(printed))


@cache
def _month_numbers(language: Language) -> dict[str, str]:
    """Names of months in lower case, with accents and without, that are read wherever they stand."""
    plain = {
        name: month
        for name, month in month_names(language).items()
        if month.form != "narrow" and not month.problem
    }
    return {spelling: f"{month.number:02}" for name, month in plain.items() for spelling in spellings([name])}
