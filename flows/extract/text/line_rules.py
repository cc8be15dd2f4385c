"""What a printed line can be: the patterns of ``seeds/languages/<lang>/layout.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cronica.flows.language import Language
from cronica.flows.language.patterns import one_of
from cronica.schemas.language import Layout


@dataclass(frozen=True, slots=True)
class LineRules:
    """The compiled line patterns of one language."""

    alone: re.Pattern[str]
    starts: re.Pattern[str]
    goes_on: re.Pattern[str]
    labels: re.Pattern[str]
    noise: re.Pattern[str]
    headed: re.Pattern[str]
    noise_of_symbol: tuple[re.Pattern[str], ...]
    repeated_noise: re.Pattern[str]
    open_words: frozenset[str]
    longest_open: int
    """Letters of the longest open word."""


@cache
def line_rules(language: Language) -> LineRules:
    """The line patterns of a language pack."""
    pack = language.pack(Layout)
    noise = pack.page_noise

    def line(*patterns: str) -> re.Pattern[str]:
        return language.pattern(rf"{one_of(patterns)}\Z", pack.fragments)

    def opening(*patterns: str) -> re.Pattern[str]:
        return language.pattern(one_of(patterns), pack.fragments)

    return LineRules(
        alone=line(*pack.alone),
        starts=opening(*pack.starts),
        goes_on=re.compile(pack.goes_on),
        labels=opening(*pack.labels),
        noise=line(*noise.always),
        headed=opening(noise.headed),
        noise_of_symbol=tuple(map(line, noise.of_symbol)),
        repeated_noise=line(*noise.repeated),
        open_words=frozenset(pack.open_words),
        longest_open=max(map(len, pack.open_words), default=0),
    )
