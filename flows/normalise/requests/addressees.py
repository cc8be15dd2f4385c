"""Who is asked: the names in *a los Estados Miembros y a las organizaciones competentes*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cronica.flows.language import Language
from cronica.flows.normalise.requests.rules import Rules, rules

Spans = Sequence[tuple[int, int]]
_BLANKS = re.compile(r"\s+")


def without_tags(plain: str, language: Language) -> str:
    """The folded text with conditions (*que aún no lo hayan hecho*) blank, code point for code point."""
    return rules(language).tags.sub(lambda tag: " " * len(tag[0]), plain)


def names(text: str, plain: str, start: int, end: int, whole: Spans, language: Language) -> tuple[str, ...]:
    """The addressees of a span, without articles, conditions, appositions and words such as *pertinentes*.

    Args:
        text: the cleaned paragraph.
        plain: its folded view, as :func:`without_tags` returns it.
        start: where the span begins.
        end: where it ends.
        whole: spans of known names, which are not taken apart.
        language: whose words.
    """
    known = rules(language)
    found, at = [], start
    for join in known.joins.finditer(plain, start, end):
        if join.start() < at or any(first < join.start() < last for first, last in whole):
            continue
        is_name = any(first == join.end() for first, _ in whole)
        if _goes_on(plain, at, join, known, is_name=is_name):
            continue
        found.append(_name(text, plain, at, join.start(), known))
        at = join.end()
    found.append(_name(text, plain, at, end, known))
    return tuple(dict.fromkeys(filter(None, found)))


def whole_name(name: str, text: str, start: int, whole: Spans) -> str:
    """A name that may be given in part (*Oficina contra la Droga* ¦ *y el Delito*), as known in its place."""
    at = text.find(name, start)
    longer = (text[at:last] for first, last in whole if first == at and last > at + len(name))
    return next(longer, name)


def _goes_on(plain: str, start: int, join: re.Match[str], known: Rules, *, is_name: bool) -> bool:
    """Whether what is joined is part of the same name, or of an apposition to it."""
    apposition = known.ends.search(plain, start, join.start())
    if join.groupdict().get("again"):
        words = plain[join.start() : join.start("again")]
        if "," in words and any(map(str.isalpha, words)):
            return False  # “…, en particular a los países en desarrollo, y a las organizaciones”
        return (
            apposition is not None
            and known.before.match(plain[apposition.end() : join.start()].lstrip()) is not None
        )
    if known.goes_on.match(plain, join.end()):
        return True
    if apposition:
        joins = known.another.match(plain, join.start())
        is_parted = joins is not None and joins[0][0] in ",;" and any(map(str.isalpha, joins[0]))
        is_parted &= "," not in plain[apposition.end() : join.start()]
        is_other = is_name or known.agents.match(plain, join.end()) is not None
        return not (is_other and is_parted)  # “the Council, as the main organ, and the World Bank”
    if not known.listed.search(plain, start, join.start()):
        return False
    return not is_name and not known.agents.match(plain, join.end())


def _name(text: str, plain: str, start: int, end: int, known: Rules) -> str:
    if stop := known.ends.search(plain, start, end):
        end = stop.start()
    if article := known.articles.match(plain, start, end):
        start = article.end()
    kept = [char if plain[at] != " " else " " for at, char in enumerate(text[start:end], start)]
    for cut in known.left_out.finditer(plain, start, end):
        kept[cut.start() - start : cut.end() - start] = " " * len(cut[0])
    return _BLANKS.sub(" ", "".join(kept)).strip(" ,;:.")
