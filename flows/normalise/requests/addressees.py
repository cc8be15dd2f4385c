"""Who is asked: the names in *a los Estados Miembros y a las organizaciones competentes*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

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
    joins = [(each.start(), each.end(), each) for each in known.joins.finditer(plain, start, end)]
    for first, last, join in sorted(
        [*joins, *_between(plain, start, end, whole, known)], key=itemgetter(0, 1)
    ):
        if first < at or any(begin < first < close for begin, close in whole):
            continue
        if join is None:
            is_other = any(close == first and _is_article(plain, at, begin, known) for begin, close in whole)
        else:
            is_name = any(begin == last for begin, _ in whole)
            is_other = not _goes_on(plain, at, join, known, is_name=is_name)
        if is_other:
            found.append(_name(text, plain, at, first, known))
            at = last
    found.append(_name(text, plain, at, end, known))
    return tuple(dict.fromkeys(filter(None, found)))


def _between(plain: str, start: int, end: int, whole: Spans, known: Rules) -> Iterator[tuple[int, int, None]]:
    """Where two known names are joined: *la República Islámica del Irán* ¦ *y* ¦ *Türkiye*."""
    for (_, left), (right, _) in pairwise(sorted(whole)):
        if start < left < right < end and plain[left].isspace():
            join = known.another.match(plain, left + 1, right)
            if join and _is_article(plain, join.end(), right, known):
                yield left, join.end(), None


def _is_article(plain: str, start: int, end: int, known: Rules) -> bool:
    """Whether nothing but an article stands there."""
    return start == end or known.articles.fullmatch(plain, start, end) is not None


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
