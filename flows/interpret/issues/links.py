"""Links of a text that point to another document than their words name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cronica.flows.interpret.model import Issue, Reading

_SUPPLEMENT = re.compile(r"\((?![IVXLES\d-]+\))[^()]*\)")
"""What a symbol adds on a volume or part of one document: ``(Supp)``, ``(vol. I)``; no year, no session."""
_PART_LETTER = re.compile(r"(?<=\d)[A-Z](?=\()")


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
