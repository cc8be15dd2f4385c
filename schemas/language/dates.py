"""How a language writes dates, and what the words around a date say of it."""

from typing import ClassVar, Literal

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen

Group = Literal[
    "figures", "words", "beside_a_day", "month_first", "dateline", "short_months", "periods", "quarter_codes",
    "relative", "same",
    "short_years", "year_of_month", "more", "number_words",
]  # fmt: skip
Part = Literal[
    "number", "iso", "numeric", "named", "roman", "days", "span", "glued", "year", "decade", "day",
    "month_first", "month_day", "month_days", "dateline", "short_month", "month_number",
    "fortnight", "week", "quarter", "four_months", "semester", "season", "quarter_of",
    "near", "this_month", "last_month", "next_month", "this_year", "last_year", "next_year",
    "past_named", "coming_named", "same_month",
    "short_date", "short_pairs", "short_named", "short_year",
    "month", "decade_words", "century", "narrow", "odd", "numeral", "decade_more", "number_words",
]  # fmt: skip
Qualifier = Literal[
    "early", "mid", "late", "approximate", "uncertain", "before", "after", "since", "until", "by"
]


class Nearest(Frozen):
    """Letters that may differ in a misspelt month: ``short`` names, and ``long`` ones from a length on."""

    short: int
    long: int
    long_from: int


class Months(Frozen):
    """Names of months beside those of CLDR.

    Attributes:
        variants: other names, read wherever they stand.
        abbreviations: read between a day and a year only.
        foreign_locales: other languages whose names are read there, and reported.
        capitalised: names that are other words with a small letter, as *may*.
        misspellings: read and reported.
        nearest: how far a word may be from the name it is taken for.
    """

    variants: dict[str, int] = Field(default={})
    abbreviations: dict[str, int] = Field(default={})
    foreign_locales: Words = ()
    capitalised: Words = ()
    misspellings: dict[str, int] = Field(default={})
    nearest: Nearest = Nearest(short=0, long=0, long_from=1)


class Joins(Frozen):
    """Words allowed between two parts of a date, by what they say.

    ``part_of`` names a part of a month or year; behind a comma and a word of a range it begins another date.
    """

    of: Words = ()
    list: Words = ()
    range: Words = ()
    firm_range: Words = ()
    between: Words = ()
    part_of: Words = ()
    filler: Words = ()


class Numbers(Frozen):
    """Numbers in words; a hundred and a thousand multiply what stands before them."""

    units: dict[str, int] = Field(default={})
    teens: dict[str, int] = Field(default={})
    tens: dict[str, int] = Field(default={})
    hundreds: dict[str, int] = Field(default={})
    thousand: Words = ()
    year: Template | None = None


class Periods(Frozen):
    """What counts the parts of a year or month, and the seasons from spring on."""

    ordinals: dict[str, int] = Field(default={})
    seasons: dict[str, int] = Field(default={})


class Direction(Frozen):
    """Words that tell the year of a day: before it, in it or after it."""

    before: Template = NEVER
    within: Template = NEVER
    after: Template = NEVER


class Directions(Frozen):
    """Whether a day without a year is the last one, the next one, or that of the same year."""

    past: Direction = Direction()
    coming: Direction = Direction()
    same: Template = NEVER


class Decades(Frozen):
    """How decades are named."""

    nouns: Words = ()
    plural_nouns: Words = ()
    years: Template = NEVER
    before: Template = NEVER
    words: dict[str, int] = Field(default={})
    of_century: int = 1900


class Centuries(Frozen):
    """How centuries are named."""

    nouns: Words = ()


class Years(Frozen):
    """What tells a year from another number."""

    longest_span: int = 60
    noun: str = ""
    plausible: tuple[int, int] = (1500, 2100)
    bare: tuple[int, int] = (1900, 2100)
    bare_with_cue: tuple[int, int] = (1500, 2100)
    bare_after_noun: tuple[int, int] = (1000, 2999)
    cues: Words = ()
    period_cues: Words = ()
    numbered: Words = ()
    names: Words = ()
    quantity_before: Template = NEVER
    quantity_after: Template = NEVER
    money: Words = ()
    partitive: Template = ""
    counted: Words = ()


class Dates(PackFile):
    """Parts of dates, and the words that join them.

    Attributes:
        literals, holds, opens: what tells that a text without a year in figures may hold a date: words, what
            may stand anywhere, and how it begins.
        month_may_lead: a date in figures may begin with the month; one that may be read either way is
            reported.
        same_year: what says behind a day that it is of the year of the date before it; ``same_year_before``,
            before it.
        next_day, next_year: what says behind a day that it is the next one after the date before it, or of
            the year after.
        year_of_thing: what stands before a year that names a thing and tells no time of its own.
        qualifiers, qualifiers_after: what the words before a date say of it, and those after it.
        hyphened: what is written with a hyphen before a date (*mi*-juillet), not ending a name (COVID-19).
    """

    file: ClassVar[str] = "dates"

    locale: str | None = None
    literals: Words = ()
    fragments: dict[str, Template] = Field(default={})
    holds: Template = NEVER
    opens: Template = NEVER
    parts: dict[Group, dict[Part, Template]] = Field(default={})
    before: dict[Group, Template] = Field(default={})
    only_with: dict[Group, Words] = Field(default={})
    only_where: dict[Group, Template] = Field(default={})
    months: Months = Months()
    joins: Joins
    month_may_lead: bool = False
    hyphened: Words = ()
    ordinal_marks: Words = ()
    numbers: Numbers = Numbers()
    periods: Periods = Periods()
    near_days: dict[str, int] = Field(default={})
    directions: Directions = Directions()
    same_year: Template = NEVER
    same_year_before: Template = NEVER
    next_day: Template = NEVER
    next_year: Template = NEVER
    year_of_thing: Template = NEVER
    lead: Template = NEVER
    qualifiers: dict[Qualifier, Template] = Field(default={})
    qualifiers_after: dict[Qualifier, Template] = Field(default={})
    open_after: Template = NEVER
    term: Template = NEVER
    day_named: Template = NEVER
    decades: Decades = Decades()
    centuries: Centuries = Centuries()
    years: Years = Years()


class Roles(PackFile):
    """What a date is the date of, by the words before it; ``cues_after``: right after it."""

    file: ClassVar[str] = "roles"

    reach: int = 220
    between: Template = NEVER
    at: Template = NEVER
    cues: dict[str, Template] = Field(default={})
    cues_after: dict[str, Template] = Field(default={})
    nearest_only: Words = ()
    dated_paper: Template = NEVER
    named_paper: Template = NEVER
    of_meeting: Template = NEVER
    dateline: Template = NEVER
    dateline_end: Template = NEVER
    list_glue: Template = NEVER
    close: Template = NEVER
    adopted: Template = NEVER
    session_held: Template = NEVER
    session_days: Template = NEVER
    to_come: Template = NEVER
    met: Template = NEVER
