"""Days as the command line takes them: ``2010-05-31``, or the month or year it lies in."""

import calendar
import re
from datetime import date

import typer

WRITTEN = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def first_day(text: str) -> date:
    """The first day of a day, month or year.

    Raises:
        typer.BadParameter: it is none, or not in the calendar.
    """
    return _days(text)[0]


def last_day(text: str) -> date:
    """The last day of a day, month or year.

    Raises:
        typer.BadParameter: it is none, or not in the calendar.
    """
    return _days(text)[1]


def _days(text: str) -> tuple[date, date]:
    try:
        match [int(part) for part in text.split("-") if WRITTEN.fullmatch(text)]:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:
        pass
    raise typer.BadParameter(f"{text!r} is no day, month or year: write 2010, 2010-05 or 2010-05-31")
