"""What holds for a language as a whole: the traits of its script and grammar, and its small words."""

from typing import ClassVar, Literal

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template


class Traits(PackFile):
    """How the language is written and in which order it puts things.

    Attributes:
        has_case: its letters are capital or small.
        splits_words_with_blanks: a blank stands between two words.
        prefixes: short words written onto the word after them, as the article in Arabic.
        declines: nouns change their endings by case: *совет*, *совету*.
        opens_clauses_small: preambular paragraphs and acts begin with a small letter, as in Russian.
        ordinals_follow: an ordinal stands after its noun, as in Arabic.
        latin_twins: letters printed for the Latin ones they look like, in symbols and numbers.
        notes_in_brackets: a footnote is printed ``(1) …``, its mark ``(1)`` right after a word, as in Arabic.
        marks_follow_points: the mark of a footnote stands after a comma or a full stop, as in English.
        nouns_last: the noun of an act stands after its number, and its date before it, as in Chinese.
        date_order: the order of day, month and year in a date.
        list_shares: on which side of a list the part stands that its items share. ``right`` for *11 and 12
            November*, where the first day takes the month printed after the second.
    """

    file: ClassVar[str] = "traits"

    has_case: bool = True
    splits_words_with_blanks: bool = True
    prefixes: tuple[str, ...] = ()
    declines: bool = False
    opens_clauses_small: bool = False
    ordinals_follow: bool = False
    latin_twins: dict[str, str] = Field(default={})
    marks_follow_points: bool = False
    notes_in_brackets: bool = False
    nouns_last: bool = False
    date_order: Literal["day_month_year", "month_day_year", "year_month_day"] = "day_month_year"
    list_shares: Literal["left", "right"] = "right"


class Print(PackFile):
    """How the language is printed; used to set documents down as printed texts when reading is scored."""

    file: ClassVar[str] = "print"

    syllable_break: Template = NEVER


class Words(PackFile):
    """Small words that every finder needs.

    Each list is a fragment of every pattern, too: ``${and}`` stands for any of its words.

    Attributes:
        and_, or_: what joins the last item to a list.
        to: what joins the ends of a range of numbers.
        of: prepositions of possession, fused with an article or not.
        articles: definite and indefinite articles.
        ordinal_marks: characters that make a number an ordinal.
        ordinal_endings: letters that do so when written onto a figure.
        ordinal: pattern of an ordinal in figures, with a group ``number``.
        abbreviations: words after which a full stop ends no sentence.
        number: pattern of what may stand before a number to say that it is one.
        letters: letters of labels in another script, and the Latin ones they stand for.
    """

    file: ClassVar[str] = "words"

    and_: tuple[str, ...] = Field(alias="and")
    or_: tuple[str, ...] = Field(alias="or")
    to: tuple[str, ...]
    of: tuple[str, ...]
    articles: tuple[str, ...]
    ordinal_marks: tuple[str, ...]
    ordinal_endings: tuple[str, ...]
    ordinal: Template = NEVER
    abbreviations: tuple[str, ...] = ()
    number: Template = NEVER
    letters: dict[str, str] = Field(default={})
