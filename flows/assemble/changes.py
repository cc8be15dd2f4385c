"""What changed from one text to the next: every paragraph of either side once.

Paragraphs are paired by what they say and not by their number: equal ones first, then the most alike of the
same part. A pair out of the order of the others has moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

ALIKE = 65.0
"""Least similarity, of 100, of two paragraphs that are one; below it one was removed and another added."""
REWORDED, SHARED = 52.0, 81.0
"""The same where this share of the words is the same in another order, of paragraphs of ``LEAST`` words."""
ELSEWHERE = 75.0
"""The same for paragraphs of two parts: *Acogiendo con beneplácito …* becomes *Acoge con beneplácito …*."""
PART = 30.0
"""The same where one holds ``HELD`` of the words of the other, which has ``LEAST`` words or more."""
HELD = 0.85
LEAST = 10
ALONE = 70.0
"""The same where each stands alone between the same two neighbours and shares this part of its words."""
TEXT = ("preamble", "operative")
_LABEL = re.compile(r"^(?:\d+\.|\(?[a-z]{1,4}\)|[ivx]+\))\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """A paragraph: its key, its part and its words."""

    paragraph_id: str
    part: str
    text: str

    @cached_property
    def words(self) -> str:
        """What it says, without its number or letter."""
        return " ".join(_LABEL.sub("", self.text).split())


@dataclass(frozen=True)
class Change:
    """A paragraph of either side, or a pair.

    Attributes:
        previous: the paragraph of the text before; None for one that was added.
        current: that of the text; None for one that was removed.
        change: as in ``paragraph_changes.change``.
        similarity: 0 to 1; None for one that has no pair.
    """

    previous: Text | None
    current: Text | None
    change: str
    similarity: float | None

    @cached_property
    def words(self) -> list[tuple[str, str]]:
        """The words of both, in order, with ``same``, ``deleted`` or ``inserted``."""
        old, new = (each.words if each else "" for each in (self.previous, self.current))
        return list(_diff(old, new))

    def said(self, kind: str) -> str | None:
        """The words of one kind, run by run; None when there are none."""
        return " … ".join(words for each, words in self.words if each == kind) or None


def changes(previous: Sequence[Text], current: Sequence[Text]) -> list[Change]:
    """Every paragraph of either text once: those of the later in its order, then those that are gone."""
    pairs = _paired(previous, current)
    in_order = _in_order([pairs[at][0] for at in sorted(pairs)])
    found = []
    for at, text in enumerate(current):
        if at not in pairs:
            found.append(Change(None, text, "added", None))
            continue
        before, similarity = pairs[at]
        is_same = previous[before].words == text.words
        change = ("same" if before in in_order else "moved") if is_same else "edited"
        found.append(Change(previous[before], text, change, similarity))
    kept = {before for before, _ in pairs.values()}
    gone = (text for at, text in enumerate(previous) if at not in kept)
    return [*found, *(Change(text, None, "removed", None) for text in gone)]


def _paired(previous: Sequence[Text], current: Sequence[Text]) -> dict[int, tuple[int, float]]:
    """Place of a paragraph → the place of the one it was before, and how alike they are."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, text in reversed(list(enumerate(previous))):
        places[text.part, text.words].append(at)
    pairs = {
        at: (places[text.part, text.words].pop(), 1.0)
        for at, text in enumerate(current)
        if places[text.part, text.words]
    }
    taken = {before for before, _ in pairs.values()}
    for finds in (_alike, _elsewhere):
        left = [at for at in range(len(current)) if at not in pairs]
        before = [at for at in range(len(previous)) if at not in taken]
        for _, at, was, similarity in sorted(finds(previous, current, before, left)):
            if at not in pairs and was not in taken:
                pairs[at] = was, similarity
                taken.add(was)
    return pairs | dict(_alone(previous, current, pairs, taken))


_Found = Iterator[tuple[tuple[float, int], int, int, float]]
"""Pairs of places in both texts and how alike they are, with what sorts the most alike first."""


def _alike(
    previous: Sequence[Text], current: Sequence[Text], before: Sequence[int], left: Sequence[int]
) -> _Found:
    """Paragraphs of one part that are alike."""
    for part in dict.fromkeys(current[at].part for at in left):
        olds = [at for at in before if previous[at].part == part]
        news = [at for at in left if current[at].part == part]
        if olds:
            texts = [current[at].words for at in news], [previous[at].words for at in olds]
            scores = process.cdist(*texts, scorer=fuzz.ratio)
            words = [[text.split() for text in side] for side in texts]
            shorter = np.minimum.outer(*([len(each) for each in side] for side in words))
            held = process.cdist(*words, scorer=LCSseq.similarity) >= HELD * shorter
            held &= scores >= PART
            rows, columns = ((scores >= REWORDED) & (scores < ALIKE)).nonzero()
            reworded = [texts[0][row] for row in rows], [texts[1][column] for column in columns]
            held[rows, columns] |= process.cpdist(*reworded, scorer=fuzz.token_set_ratio) >= SHARED
            yield from _chosen(news, olds, scores, (scores >= ALIKE) | (held & (shorter >= LEAST)))


def _elsewhere(
    previous: Sequence[Text], current: Sequence[Text], before: Sequence[int], left: Sequence[int]
) -> _Found:
    """Paragraphs of the preamble and the operative part that are alike."""
    olds = [at for at in before if previous[at].part in TEXT]
    news = [at for at in left if current[at].part in TEXT]
    if olds and news:
        scores = process.cdist(
            [current[at].words for at in news], [previous[at].words for at in olds], scorer=fuzz.ratio
        )
        yield from _chosen(news, olds, scores, scores >= ELSEWHERE)


def _alone(
    previous: Sequence[Text], current: Sequence[Text], pairs: dict[int, tuple[int, float]], taken: set[int]
) -> Iterator[tuple[int, tuple[int, float]]]:
    """Paragraphs that each stand alone between the same two, with most of their words."""
    for at, (before, _) in pairs.items():
        new, old = at + 1, before + 1
        is_alone = new not in pairs and old not in taken and pairs.get(new + 1, (0,))[0] == old + 1
        if is_alone and previous[old].part == current[new].part in TEXT:
            words = current[new].words, previous[old].words
            if fuzz.token_set_ratio(*words) >= ALONE:
                yield new, (old, round(fuzz.ratio(*words) / 100, 4))


def _chosen(news: Sequence[int], olds: Sequence[int], scores: np.ndarray, is_one: np.ndarray) -> _Found:
    for row, column in zip(*is_one.nonzero(), strict=True):
        at, was, score = news[row], olds[column], float(scores[row, column])
        yield (-score, abs(at - was)), at, was, round(score / 100, 4)


def _in_order(places: Sequence[int]) -> set[int]:
    """The longest run of places that goes up: the pairs that kept their order."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
        back.append(ends[at - 1] if at else -1)
    found, index = set(), ends[-1] if ends else -1
    while index >= 0:
        found.add(places[index])
        index = back[index]
    return found


def _diff(old: str, new: str) -> Iterable[tuple[str, str]]:
    before, after = old.split(), new.split()
    for code in LCSseq.opcodes(before, after):
        if code.tag == "equal":
            yield "same", " ".join(before[code.src_start : code.src_end])
            continue
        if code.src_end > code.src_start:
            yield "deleted", " ".join(before[code.src_start : code.src_end])
        if code.dest_end > code.dest_start:
            yield "inserted", " ".join(after[code.dest_start : code.dest_end])
