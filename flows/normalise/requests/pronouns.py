"""Whom a pronoun means after a main clause that asks nothing: *Encomia a los donantes y los alienta a …*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cronica.flows.normalise.requests.clauses import Clauses


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody named from ``start`` to ``end``; what stands before begins at ``before``."""

    article: str
    is_several: bool
    is_of: bool
    before: int
    start: int
    end: int


def named_last(clauses: Clauses, start: int, end: int, pronoun: str) -> tuple[str, ...]:
    """Who is named last in a span and agrees with the pronoun: one, or several in one list."""
    known = clauses.known
    agrees, several = known.agrees.get(pronoun), known.several.get(pronoun)
    is_latter = known.latter.fullmatch(pronoun) is not None
    best: list[_Named] = []
    for group in _groups(clauses, start, end):
        meant = group
        if len(group) == 1 or not several or not all(several.fullmatch(each.article) for each in group):
            meant = [each for each in group if agrees and agrees.fullmatch(each.article)]
            meant = [each for each in meant if each.is_several or not several][-1:]
        if meant and (is_latter or not best or best[0].is_of or not meant[0].is_of):
            best = meant
    return tuple(dict.fromkeys(name for each in best for name in clauses.names(each.start, each.end)))


def _groups(clauses: Clauses, start: int, end: int) -> Iterator[list[_Named]]:
    """Those named in a span, those of one list together, without examples (*…, como el Fondo*)."""
    group: list[_Named] = []
    is_example = False
    for each in _named(clauses, start, end):
        if not group or not _is_listed(clauses, group[-1].end, each.before):
            if group and not is_example:
                yield group
            between = clauses.folded[group[-1].end : each.before].rstrip() if group else ""
            group, is_example = [], clauses.known.ends.fullmatch(between) is not None
        group.append(each)
    if group and not is_example:
        yield group


def _named(clauses: Clauses, start: int, end: int) -> Iterator[_Named]:
    last: _Named | None = None
    for named in clauses.known.named.finditer(clauses.folded, start, end):
        if last and named.end() < last.end:
            continue
        agent = clauses.known.agents.match(clauses.folded, named.end(), end)
        stop = _name_end(clauses, named.end(), end)
        if agent is None or stop is None:
            continue
        is_several = clauses.known.plural.fullmatch(agent[0].split()[-1]) is not None
        is_of, between = named["of"] is not None, clauses.plain[last.end : named.start()] if last else ""
        if last and is_of and not clauses.known.left_out.sub("", between).strip():
            last = replace(last, end=stop)  # “los órganos pertinentes de las Naciones Unidas”
            continue
        if last:
            yield last
        last = _Named(named["article"] or "", is_several, is_of, named.start(), named.end(), stop)
    if last:
        yield last


def _name_end(clauses: Clauses, start: int, end: int) -> int | None:
    """Where somebody ends who is named from a place on, with others who share the article."""
    known, whole = clauses.known, dict(clauses.whole)
    stop: int | None = None
    while agent := known.agents.match(clauses.folded, start, end):
        rest = known.name.match(clauses.text, agent.end(), end)
        stop = whole.get(start) or (rest.end() if rest else agent.end())
        joined = known.another.match(clauses.folded, stop + 1, end)
        is_word = joined is not None and any(map(str.isalpha, joined[0]))
        if not joined or not is_word or known.articles.match(clauses.folded, joined.end()):
            break
        start = joined.end()
    return stop


def _is_listed(clauses: Clauses, end: int, start: int) -> bool:
    """Whether nothing but a join stands between two names."""
    known, between = clauses.known, clauses.folded[end:start].strip()
    return known.another.fullmatch(between) is not None or known.joins.fullmatch(f" {between} ") is not None
