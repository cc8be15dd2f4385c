"""What stands around a number decides whether it is a year: *en 2016*, *núm. 2016*, *2016 personas*."""

import re
from functools import cache

from cronica.flows.language.folding import folded
from cronica.flows.normalise.dates.joins import joins
from cronica.flows.normalise.dates.tokens import Token, any_of, pack


def is_year(lower: str, token: Token, *, ranged: bool) -> bool:
    """Whether a number, or a span such as ``2009/10``, lies among the years plausible where it stands.

    Args:
        lower: the text in lower case.
        token: the number.
        ranged: it is the end of a range of years.
    """
    rules = pack()["years"]
    before = _words_before(lower, token.start)
    year = token.values[0]
    if token.kind == "span":
        cued = not set(before[-4:]).isdisjoint(rules["period_cues"])
        if "/" in lower[token.start : token.end]:
            return cued and token.values[1] == year + 1
        return cued or token.values[1] % 100 > 12  # `2010-08` may be a month
    if token.form == "words":
        return before[-1:] == ["ano"]
    cued = ranged or (bool(before) and before[-1] in rules["cues"])
    earliest, latest = rules["bare_with_cue" if cued else "bare"]
    return bool(earliest <= year <= latest)


def names_a_thing(lower: str, start: int, end: int) -> bool:
    """Whether the number there is a name or an amount: *núm. 2010*, *Agenda 2030*, *2000 dólares*."""
    before = folded(lower[max(0, start - 30) : start])
    after = folded(lower[end : end + 30])
    return bool(_named().search(before) or _counted().match(after))


def decade_noun(lower: str, start: int, *, alone: bool, ranged: bool) -> int | None:
    """Where the words that make the years at ``start`` decades begin, if they do.

    *decenio de 1990*, *decenios de 1970 a 1990* and *los años 1990* are decades; *decenio de 2010 a 2020* is
    a period of years.

    Args:
        lower: the text in lower case.
        start: where the first year stands.
        alone: there is one year.
        ranged: there is a range among the years.
    """
    match = _decade_noun().search(lower, max(0, start - 40), start)
    if match is None:
        return None
    if match["years"]:
        return match.start() if alone else None
    plural = folded(match["noun"]) in map(folded, pack()["decades"]["plural_nouns"])
    return match.start() if plural or not ranged else None


def opens_between(lower: str, start: int) -> bool:
    """Whether *entre* stands before the date at ``start``, so that the *y* after it closes a range."""
    words = joins()
    for word in reversed(_words_before(lower, start)):
        if word not in words["filler"] and word not in words["of"]:
            return word in words["between"]
    return False


def _words_before(lower: str, start: int) -> list[str]:
    return re.findall(r"[a-z]+", folded(lower[max(0, start - 40) : start]))


@cache
def _named() -> re.Pattern[str]:
    years = pack()["years"]
    words = "|".join([*years["numbered"], *years["names"], *years["money"]])
    return re.compile(rf"(?:^|[^a-z0-9])(?:{words})\.?$")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?:de )?(?:{'|'.join(pack()['years']['counted'])})(?![a-z0-9])")


@cache
def _decade_noun() -> re.Pattern[str]:
    decades = pack()["decades"]
    nouns = any_of(decades["nouns"])
    return re.compile(
        rf"\b(?:(?P<noun>{nouns})\s+de(?:\s+los)?(?:\s+a[nñ]os)?|(?P<years>{decades['years']}))\s+$"
    )
