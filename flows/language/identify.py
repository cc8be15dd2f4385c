"""The language of a text, told by its script and its commonest words."""

import re
from collections import Counter
from functools import cache

from cronica import seeds

_SAMPLE = 20_000
"""Characters looked at."""


@cache
def _marks() -> tuple[dict[str, frozenset[str]], dict[str, re.Pattern[str]]]:
    rows = seeds.reference("languages")
    words = {row["language"]: frozenset(row["words"].split()) for row in rows if row["words"]}
    scripts = {row["language"]: re.compile(f"[{row['letters']}]") for row in rows if row["letters"]}
    return words, scripts


def language_of(text: str) -> str:
    """The ISO 639-1 code of the official language a text is most likely in; ``und`` when nothing tells."""
    sample = text[:_SAMPLE]
    words, scripts = _marks()
    found = sample.casefold().split()
    if len(sample) - len(sample.encode("latin-1", "ignore")) > len(found):
        letters = {language: len(pattern.findall(sample)) for language, pattern in scripts.items()}
        script, count = max(letters.items(), key=lambda item: item[1])
        if count > len(found):
            return script
    hits = Counter(found)
    scores = {language: sum(hits[word] for word in known) for language, known in words.items()}
    best = max(scores, key=lambda language: (scores[language], language == "es"))
    return best if scores[best] else "und"
