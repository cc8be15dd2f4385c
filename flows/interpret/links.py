"""Links of a text that lead to a document, by its symbol."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cronica.flows.interpret.model import FoundLink
from cronica.flows.normalise.citations.symbols import find_symbols

_LINK = re.compile(r"\[(?P<surface>(?:\\.|[^\[\]\\])+)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))+)\)")
_ESCAPE = re.compile(r"\\(.)")


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
