"""The words that may stand between two parts of a date, and what they say."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cronica.flows.language import Language, folded
from cronica.flows.normalise.dates.months import weekday_names
from cronica.schemas.language import Dates


@dataclass(frozen=True, slots=True)
class Join:
    """What the words between two parts say.

    Attributes:
        kind: ``of`` (parts of one date), ``list`` or ``range``.
        comma: nothing but a comma.
        opens_between: a new *entre* starts here, whose *y* will close a range.
    """

    kind: str
    comma: bool = False
    opens_between: bool = False

    @property
    def closes_between(self) -> bool:
        """Whether it is the *y* of a range that *entre* opened."""
        return self.kind == "list" and not self.comma and not self.opens_between


LONGEST_GAP = 45
"""How many code points may stand between two parts of a date (*y el miércoles de los días*)."""


@lru_cache(maxsize=4096)
def read_join(gap: str, language: Language, *, of_days: bool = False) -> Join | None:
    """What the text between two parts says, or ``None`` when it ends the date.

    Args:
        gap: the text.
        language: whose words.
        of_days: it stands between a month and a day: *24 de abril, del 13 al 17 de julio* goes on.
    """
    plain = folded(gap)
    for word in language.pack(Dates).hyphened:  # `July 1991, mid-2010`
        plain = plain.removesuffix(f"{word}-")
    if not language.traits.splits_words_with_blanks:
        plain = re.sub("|".join(_weekdays(language)), "", plain)
    words = _GAP_WORD.findall(plain)
    if "".join(words) != plain.replace(" ", ""):
        return None
    p = joins(language)
    present = set(words)
    if present <= p["of"]:
        return Join("of")
    present -= _weekdays(language)
    if present - frozenset().union(*p.values()):
        return None
    between = not present.isdisjoint(p["between"])
    listed = present & p["list"]
    ranged = present & p["range"]
    if between:
        return Join("list", opens_between=True) if listed else None
    is_apart = listed == {","} and not present.isdisjoint(p["part_of"])  # `…, a mediados de agosto`
    if ranged and not is_apart and (listed <= {","} or ranged & p["firm_range"]):
        return Join("range")
    if listed == {","} and words != [","] and not (of_days or present.isdisjoint(p["of"])):
        return None  # `núm. 5, de 27 de noviembre`
    return Join("list", comma=listed == {","}) if listed else None


@cache
def joins(language: Language) -> dict[str, frozenset[str]]:
    """The joining words of the pack by what they say, folded."""
    words: dict[str, tuple[str, ...]] = language.pack(Dates).joins.model_dump()
    return {kind: frozenset(map(folded, of_kind)) for kind, of_kind in words.items()}


@cache
def _weekdays(language: Language) -> frozenset[str]:
    return frozenset(map(folded, weekday_names(language)))


_GAP_WORD = re.compile(r"[^\W\d_]+'?|[^\w\s]")
