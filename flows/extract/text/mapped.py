"""Text that remembers where each of its characters stood in the source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``replacement`` (offsets in code points of the text before any edit)."""

    start: int
    end: int
    replacement: str = ""


_SHARED = 1 << 20
"""Offsets below this one are slices of one array: copying costs a fraction of counting."""


@cache
def _counted() -> array[int]:
    return array("l", range(_SHARED))


def _offsets(start: int, end: int) -> array[int]:
    return _counted()[start:end] if end <= _SHARED else array("l", range(start, end))


class MappedText:
    """A cleaned text and, for every character of it, the offset of that character in the decoded source.

    A replacement takes the source offset of the first character it replaces.
    """

    __slots__ = ("positions", "text")

    def __init__(self, text: str, positions: array[int]) -> None:
        self.text = text
        self.positions = positions

    @classmethod
    def of_source(cls, source: str, start: int, end: int) -> MappedText:
        """The stretch ``source[start:end]``, unchanged."""
        return cls(source[start:end], _offsets(start, end))

    @classmethod
    def of_lines(cls, source: str, spans: Sequence[tuple[int, int]], blanks: Sequence[bool]) -> MappedText:
        """Lines of the source as one text.

        Args:
            source: the decoded text.
            spans: where each line begins and ends in it.
            blanks: whether a blank stands after each line but the last; it has the place of the character
                before it.
        """
        if len(spans) == 1:
            return cls.of_source(source, *spans[0])
        texts: list[str] = []
        positions: array[int] = array("l")
        for (start, end), has_blank in zip(spans, [*blanks, False], strict=True):
            texts.append(source[start:end])
            positions.extend(_offsets(start, end))
            if has_blank:
                texts.append(" ")
                positions.append(end - 1)
        return cls("".join(texts), positions)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, span: slice) -> MappedText:
        return MappedText(self.text[span], self.positions[span])

    @property
    def source_start(self) -> int:
        """Offset of the first character in the source."""
        return self.positions[0] if self.positions[0] <= self.positions[-1] else min(self.positions)

    @property
    def source_end(self) -> int:
        """Offset after the last character in the source; one over two columns ends above its start."""
        return (self.positions[-1] if self.positions[0] <= self.positions[-1] else max(self.positions)) + 1

    def stripped(self) -> MappedText:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : len(self.text.rstrip())]

    def edited(self, edits: Sequence[Edit]) -> MappedText:
        """With the edits made; they must be in order and must not overlap."""
        if not edits:
            return self
        texts: list[str] = []
        positions: array[int] = array("l")
        done = 0
        for edit in edits:
            texts.append(self.text[done : edit.start])
            positions.extend(self.positions[done : edit.start])
            if edit.replacement:
                anchor = self.positions[min(edit.start, len(self.positions) - 1)]
                texts.append(edit.replacement)
                positions.extend([anchor] * len(edit.replacement))
            done = edit.end
        texts.append(self.text[done:])
        positions.extend(self.positions[done:])
        return MappedText("".join(texts), positions)

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> MappedText:
        """Every match of ``pattern`` replaced; matches whose replacement equals them stay untouched."""
        make = replacement if callable(replacement) else (lambda _: replacement)
        edits = [
            Edit(match.start(), match.end(), new)
            for match in pattern.finditer(self.text)
            if (new := make(match)) != match.group()
        ]
        return self.edited(edits)
