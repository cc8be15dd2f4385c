"""Links of a text that point to another document than their words name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cronica.flows.interpret.model import FoundLink, Issue, Reading
from cronica.flows.normalise.citations.symbols import find_symbols

_LINK = re.compile(r"\[(?P<surface>(?:\\.|[^\[\]\\])+)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))+)\)")
_ESCAPE = re.compile(r"\\(.)")
_SUPPLEMENT = re.compile(r"\((?![IVXLES\d-]+\))[^()]*\)")
"""What a symbol adds on a volume or part of one document: ``(Supp)``, ``(vol. I)``; no year, no session."""
_PART_LETTER = re.compile(r"(?<=\d)[A-Z](?=\()")


def find_links(text: str, starts: Sequence[int]) -> list[FoundLink]:
    """The links of a text whose target is a document's symbol.

    Args:
        text: as a reader set it down, links as ``[surface](target)``.
        starts: where the paragraphs begin in it, in order.
    """
    if "](" not in text or not starts:
        return []
    found: list[FoundLink] = []
    for match in _LINK.finditer(text):
        symbols = find_symbols(match["target"])
        if symbols and symbols[0].start == 0 and symbols[0].end == len(match["target"]):
            # A link may open a paragraph: its bracket stands before the paragraph's first character.
            paragraph = bisect_right(starts, match.start("surface")) - 1
            surface = " ".join(_ESCAPE.sub(r"\1", match["surface"]).split())
            found.append(FoundLink(max(0, paragraph), surface, symbols[0].symbol))
    return found


def check_links(reading: Reading) -> Iterator[Issue]:
    """Links on the words of a citation that lead elsewhere."""
    cited_with: dict[tuple[int, str], list[str]] = defaultdict(list)
    for paragraph, citation in ((item.paragraph, item.citation) for item in reading.citations):
        if citation.symbol is not None:
            words = reading.paragraphs[paragraph].text[citation.start : citation.end]
            cited_with[paragraph, words].append(citation.symbol)
    for link in dict.fromkeys(reading.links):
        cited = cited_with[link.paragraph, link.surface]
        if cited and _bare(link.symbol) not in map(_bare, cited):
            yield Issue(
                "link_unlike_text",
                "warning",
                "The link leads to another document than its words name.",
                link.paragraph,
                f"{link.surface}: {link.symbol}",
                cited[0],
            )


def _bare(symbol: str) -> str:
    return _PART_LETTER.sub("", _SUPPLEMENT.sub("", symbol))
