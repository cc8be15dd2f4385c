"""Days as people write them: ``2010-05-31``, or the month or year it lies in."""

import calendar
import re
from datetime import date

WRITTEN = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def first_day(given: str | date) -> date:
    """The first day of a day, month or year.

    Raises:
        ValueError: it is none, or not in the calendar.
    """
    return _days(given)[0]


def last_day(given: str | date) -> date:
    """The last day of a day, month or year.

    Raises:
        ValueError: it is none, or not in the calendar.
    """
    return _days(given)[1]


def _days(given: str | date) -> tuple[date, date]:
    if isinstance(given, date):
        return given, given
    try:
        match [int(part) for part in given.split("-") if WRITTEN.fullmatch(given)]:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:
        pass
    raise ValueError(f"{given!r} is no day, month or year: write 2010, 2010-05 or 2010-05-31")
