"""One cited act or document, and an act of several parts as one citation a part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cronica.flows.normalise.citations.numbers import NumberMatch
from cronica.flows.normalise.citations.rules import CitationRules


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited act or document.

    Attributes:
        start: offset of the first character of the printed form.
        symbol: canonical symbol; None when the act is named by its title alone.
        part: part letters, ``A`` or ``A-E``.
        act: resolution, decision, document, draft …
        date: the date printed for it, as an index into the paragraph's dates.
        is_ambiguous: another body has the same number and nothing printed decides.
    """

    start: int
    end: int
    symbol: str | None
    part: str | None
    body_code: str | None
    act: str
    pinpoint: str | None
    date: int | None
    is_ambiguous: bool
    rule_id: str
    title: str | None = None


def by_part(whole: Citation, number: NumberMatch, rules: CitationRules) -> list[Citation]:
    """One citation a part letter, for ``A y B`` each on its letter, for ``A a E`` all on the whole."""
    if not number.parts:
        return [whole]
    letters = re.findall(r"[A-Z]", number.parts)
    if len(letters) == 1:
        return [replace(whole, part=letters[0])]
    if rules.range_of_parts.search(number.parts):
        return [replace(whole, part=chr(code)) for code in range(ord(letters[0]), ord(letters[-1]) + 1)]
    offsets = [number.parts_start + match.start() for match in re.finditer(r"[A-Z]", number.parts)]
    first_end = offsets[0] + 1 if number.form == "session" else number.end
    pieces = [replace(whole, end=first_end, part=letters[0])]
    pieces += [
        replace(whole, start=offset, end=offset + 1, part=letter)
        for offset, letter in zip(offsets[1:], letters[1:], strict=True)
    ]
    return pieces
