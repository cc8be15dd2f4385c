"""Lines of the masthead that are not printed as such lines are: brackets, symbols, plural and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cronica.flows.interpret.model import Issue, Reading
from cronica.flows.language import Language
from cronica.schemas.language import Checks

MESSAGES = {
    "origin": ("origin_line_malformed", "The line that says what the text was adopted on is misprinted."),
    "agenda": ("agenda_line_malformed", "The line that names the agenda items is misprinted."),
}
"""Line as in ``seeds/languages/<lang>/checks.yml`` → the rule and its message."""


def check_lines(reading: Reading) -> Iterator[Issue]:
    """Masthead lines whose print is faulty, with the shape they should have."""
    if not reading.is_read_in_its_language:
        return
    head = reading.head
    origin = [] if head.origin_paragraph is None else [head.origin_paragraph]
    items = [index for index in head.agenda_paragraphs if reading.paragraphs[index].part == "masthead"]
    places = {"origin": origin, "agenda": items}
    for line, (rule_id, message) in MESSAGES.items():
        patterns, shape = _well_formed(reading.language)[line]
        for index in places[line]:
            fields = reading.paragraphs[index].fields
            text = next((_without_title(match) for name, match in fields if name == line), "")
            if text.isupper():
                continue  # no letter case to check
            if patterns and not any(pattern.fullmatch(text) for pattern in patterns):
                yield Issue(rule_id, "warning", message, index, text, shape)


def _without_title(match: re.Match[str]) -> str:
    """A line without the title that follows on it."""
    title = match.groupdict().get("title")
    return match.group().partition(title)[0].rstrip(" :–—-") if title else match.group()


@cache
def _well_formed(language: Language) -> dict[str, tuple[list[re.Pattern[str]], str]]:
    pack = language.pack(Checks)
    return {
        line: ([re.compile(language.expand(each, pack.fragments)) for each in good.patterns], good.shape)
        for line, good in (("origin", pack.origin), ("agenda", pack.agenda))
    }
