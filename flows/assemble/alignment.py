"""Which paragraph of one language version is which of another.

Translators keep the order, so an alignment is a monotone path through two texts: of all such paths, the one
whose pairs are the most alike by their part, their number and the values in them (Needleman and Wunsch,
J. Mol. Biol. 48, 1970). Words are not compared. Footnotes stand where a page ended and are aligned by
themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

PART, NUMBER, VALUES = 0.2, 0.3, 0.5
"""What an equal part, an equal number and the share of the values in common add to the likeness of a pair."""
UNKNOWN = 0.5
"""The share of values in common of two paragraphs without any."""
LEAST = 0.25
"""Least likeness of a pair: two unnumbered paragraphs of different parts that share no value have 0.3."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What of a paragraph is the same in every language.

    Attributes:
        paragraph_id: its key.
        part: as in ``paragraphs.part``.
        number: its label path or, of a footnote, its mark; None when it has neither.
        values: figures, dates, symbols, names and verbs, as they are written in every language.
    """

    paragraph_id: str
    part: str
    number: str | None
    values: frozenset[str]

    @property
    def is_footnote(self) -> bool:
        """Whether it stands outside the order of the text."""
        return self.part == "footnote"


Pair = tuple[Paragraph, Paragraph, float]


def parallel(versions: Mapping[str, Sequence[Paragraph]]) -> Iterator[tuple[str, str, list[Pair]]]:
    """The pairs of each two versions of a document, in both directions.

    Every version is aligned with one of them, the middle one: that whose parts and numbers most others have.

    Args:
        versions: language → the paragraphs in reading order.

    Yields:
        Two languages and their pairs, each with how alike the less alike of both is to the middle version,
        from 0 to 1.
    """
    shapes = {code: tuple((each.part, each.number) for each in version) for code, version in versions.items()}
    often = Counter(shapes.values())
    middle = max(sorted(versions), key=lambda code: (often[shapes[code]], len(versions[code])))
    found = {code: _aligned(versions[middle], version) for code, version in versions.items()}
    for one, other in permutations(sorted(versions), 2):
        both = sorted(found[one].keys() & found[other].keys())
        sides = ((found[one][place], found[other][place]) for place in both)
        yield one, other, [(here, there, min(alike, too)) for (here, alike), (there, too) in sides]


def _aligned(middle: Sequence[Paragraph], version: Sequence[Paragraph]) -> dict[int, tuple[Paragraph, float]]:
    """Place in the middle version → the paragraph of a version, and how alike they are."""
    found = {}
    for is_footnote in (False, True):
        places, others = (
            [at for at, each in enumerate(text) if each.is_footnote is is_footnote]
            for text in (middle, version)
        )
        likeness = _likeness([middle[at] for at in places], [version[at] for at in others])
        for row, column in _path(likeness - LEAST):
            found[places[row]] = version[others[column]], float(likeness[row, column])
    return found


def _path(gains: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """The monotone path with the greatest sum of gains, from its end; one left alone costs nothing."""
    best = np.zeros((gains.shape[0] + 1, gains.shape[1] + 1), np.float32)
    for row, of_row in enumerate(gains):
        best[row + 1, 1:] = np.maximum.accumulate(np.maximum(best[row, 1:], best[row, :-1] + of_row))
    row, column = gains.shape
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            yield row, column


def _likeness(ones: Sequence[Paragraph], others: Sequence[Paragraph]) -> NDArray[np.float32]:
    """How alike each of some paragraphs is to each of others, a row each of the first."""
    common = np.zeros((len(ones), len(others)), np.float32)
    here, there = _holders(ones), _holders(others)
    for value in here.keys() & there.keys():
        for row in here[value]:
            common[row, there[value]] += 1
    sizes = [np.array([len(each.values) for each in side], np.float32) for side in (ones, others)]
    of_both = np.add.outer(*sizes) - common
    shared = np.divide(common, of_both, out=np.full_like(common, UNKNOWN), where=of_both > 0)
    parts = np.equal.outer(*(np.array([each.part for each in side], str) for side in (ones, others)))
    numbers = np.equal.outer(*(np.array(side, str) for side in _numbers(ones, others)))
    likeness: NDArray[np.float32] = VALUES * shared + PART * parts + NUMBER * numbers
    return likeness


def _numbers(ones: Sequence[Paragraph], others: Sequence[Paragraph]) -> tuple[list[str], list[str]]:
    """The numbers of both; those without one are counted in a part that has as many of them in both."""
    without = [Counter(each.part for each in side if not each.number) for side in (ones, others)]

    def numbered(side: Sequence[Paragraph]) -> Iterator[str]:
        places: Counter[str] = Counter()
        for each in side:
            if not each.number and without[0][each.part] == without[1][each.part]:
                places[each.part] += 1
                yield f"place {places[each.part]}"
            else:
                yield each.number or ""

    return [*numbered(ones)], [*numbered(others)]


def _holders(paragraphs: Sequence[Paragraph]) -> dict[str, list[int]]:
    """Value → the places of the paragraphs that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(paragraphs):
        for value in each.values:
            found[value].append(at)
    return found
