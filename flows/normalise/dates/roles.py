"""What a date in running text is the date of, and the year of a date printed without one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from cronica.flows.language import Language
from cronica.flows.normalise.dates.find import DateMatch
from cronica.schemas.language import Roles

_LONGEST_LEAD = 60
"""Characters that what leads to a date may take: a preposition, with a day of the week behind it."""
_AFTER_PUBLICATION = timedelta(days=7)
"""How far ahead of its publication an article may announce a day without naming the year."""


@dataclass(frozen=True, slots=True)
class RoleRules:
    """The compiled role cues of one language."""

    reach: int
    at: re.Pattern[str]
    cues: dict[str, re.Pattern[str]]
    cues_after: dict[str, re.Pattern[str]]
    nearest_only: frozenset[str]
    dated_paper: re.Pattern[str]
    named_paper: re.Pattern[str]
    of_meeting: re.Pattern[str]
    dateline: re.Pattern[str]
    dateline_end: re.Pattern[str]
    list_glue: re.Pattern[str]
    close: re.Pattern[str]
    adopted: re.Pattern[str]
    session_held: re.Pattern[str]
    session_days: re.Pattern[str]
    to_come: re.Pattern[str]
    met: re.Pattern[str]


@cache
def _rules(language: Language) -> RoleRules:
    """The patterns of a language; an accent may tell the tense of a verb."""
    pack = language.pack(Roles)
    return RoleRules(
        reach=pack.reach,
        at=language.pattern(pack.at),
        cues={
            role: language.pattern(f"(?P<cue>{cue}){pack.between}{pack.at}", accents=True)
            for role, cue in pack.cues.items()
        },
        cues_after={role: language.pattern(cue, accents=True) for role, cue in pack.cues_after.items()},
        nearest_only=frozenset(pack.nearest_only),
        dateline=language.pattern(f"(?-i:{pack.dateline})"),
        dateline_end=language.pattern(pack.dateline_end),
        named_paper=language.pattern(pack.named_paper),
        dated_paper=language.pattern(pack.dated_paper),
        of_meeting=language.pattern(pack.of_meeting),
        list_glue=language.pattern(pack.list_glue),
        close=language.pattern(pack.close),
        adopted=language.pattern(pack.adopted),
        session_held=language.pattern(pack.session_held),
        session_days=language.pattern(pack.session_days),
        to_come=language.pattern(pack.to_come, accents=True),
        met=language.pattern(pack.met),
    )


def role_of(text: str, match: DateMatch, language: Language, after: int = 0) -> str:
    """The role of a date that no place in the document and no citation explains.

    Args:
        text: the paragraph.
        match: the date.
        language: whose words stand before it.
        after: where the date before it ends.

    Returns:
        ``adoption`` (the closing line of a law), ``signature``, ``event``, ``cited_document`` (a paper named
        with its date), ``meeting`` (the day of a meeting named beside it), ``period`` (an interval) or
        ``mention``.
    """
    rules = _rules(language)
    before = text[max(0, match.start - rules.reach) : match.start]
    is_interval = match.edtf is not None and "/" in match.edtf and ".." not in match.edtf
    is_exact = match.precision in ("day", "month")
    lead = max(0, len(before) - _LONGEST_LEAD)
    if not is_interval and (
        rules.dated_paper.search(before, lead) or (is_exact and rules.named_paper.search(before))
    ):
        return "cited_document"
    if rules.of_meeting.search(before):
        return "meeting"
    if is_interval and match.precision == "year":
        return "period"
    free = max(0, after - match.start + len(before))
    if rules.at.search(before, lead):  # else no cue reaches the date, and looking for cues takes long
        starts = ((_last_start(pattern, before), role) for role, pattern in rules.cues.items())
        reaching = [each for each in starts if each[0] >= (free if each[1] in rules.nearest_only else 0)]
        if reaching:
            return max(reaching, key=lambda each: each[0])[1]
    told_after = (role for role, cue in rules.cues_after.items() if cue.match(text, match.end))
    return next(told_after, "period" if is_interval else "mention")


def is_dateline(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a date stands at the head of a text after a place, as in ``La Habana, 25 oct (ACN)``."""
    rules = _rules(language)
    return bool(rules.dateline.search(text[:start][:_LONGEST_PLACE])) and bool(
        rules.dateline_end.match(text[end : end + _LONGEST_PLACE])
    )


_LONGEST_PLACE = 100
"""Characters that a place before a date, or an agency after it, may take."""


def is_close(text: str, language: Language) -> bool:
    """Whether a paragraph tells the signature of the document it stands in."""
    return _rules(language).close.match(text) is not None


def tells_adoption(text: str, language: Language) -> bool:
    """Whether the line at the foot of a document says that it was adopted, not signed."""
    return _rules(language).adopted.match(text) is not None


def is_list(between: str, language: Language) -> bool:
    """Whether what stands between two dates only joins them in a list."""
    return _rules(language).list_glue.fullmatch(between) is not None


def is_held_on(text: str, session: tuple[int, int], date_start: int, language: Language) -> bool:
    """Whether a date gives the days of a session that the text says was held (*celebró su … del … al …*)."""
    rules = _rules(language)
    is_held = rules.session_held.search(text, 0, session[0])
    return is_held is not None and rules.session_days.fullmatch(text, session[1], date_start) is not None


def _last_start(pattern: re.Pattern[str], before: str) -> int:
    """Where the last cue that reaches the date starts; -1 if none does."""
    last, position = -1, 0
    while match := pattern.search(before, position):
        last = match.start("cue")
        position = match.start("cue") + 1
    return last


def is_to_come(text: str, date_start: int, language: Language) -> bool:
    """Whether the verb before a day says that it is still to come."""
    return _rules(language).to_come.search(text, max(0, date_start - _LONGEST_PLACE), date_start) is not None


def is_met_on(text: str, date_start: int, language: Language) -> bool:
    """Whether those who speak met on the date: *los Ministros, reunidos en Quito el 3 de mayo de 2010*."""
    rules = _rules(language)
    return rules.met.search(text, max(0, date_start - rules.reach), date_start) is not None


def with_year(
    month: int, day: int, published: date, *, to_come: bool = False, is_deadline: bool = False
) -> date | None:
    """The day without a year that lies nearest before its publication, or after it.

    Args:
        month: 1 to 12.
        day: 1 to 31.
        published: the day the text came out.
        to_come: the text says that the day follows.
        is_deadline: something lasts until the day, or is due by it.

    Returns:
        The latest such day not later than a week after ``published``, or the next; of a deadline the nearest
        to it. None if no year has it.
    """
    if to_come:
        years = (published.year, published.year + 1)
        return next((each for year in years if (each := _day(year, month, day)) and each >= published), None)
    if is_deadline:
        near = (_day(published.year + offset, month, day) for offset in (-1, 0, 1))
        return min(filter(None, near), key=lambda each: abs(each - published), default=None)
    for year in range(published.year + 1, published.year - 9, -1):
        candidate = _day(year, month, day)
        if candidate and candidate <= published + _AFTER_PUBLICATION:
            return candidate
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
