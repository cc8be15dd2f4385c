"""The printed lines of a PDF page, with what their place and size say.

Coordinates are points from the lower left corner of the page. Text comes in the order of the file, which for
all but a few programs is the order of reading.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from cronica.flows.extract.formats.runs import raised
from cronica.flows.language.superscripts import SUPERSCRIPTS

SOFT_HYPHENS = "\x02\ufffe"
"""What the library writes for the hyphen of a word broken at a line's end."""

_WORD = re.compile(
    rf"[^\s\x00{SOFT_HYPHENS}{SUPERSCRIPTS}]+[{SOFT_HYPHENS}]?|[{SUPERSCRIPTS}]+[{SOFT_HYPHENS}]?|[{SOFT_HYPHENS}]"
)
_RAISABLE = re.compile(r"\d|(?<=\d)[ao]\b")
_SAME_LINE = 0.6
"""Of the letter size: two baselines closer than this are of one line, with a raised mark on it."""
_RAISED = 0.2
"""Of the letter size: a figure whose foot stands this far above the baseline is raised."""
GUTTER = "   "
"""What is written at least between words that stand in two columns."""
_BLANK = 0.17
"""Of the letter size: a gap as wide as this is a blank, where the file has none."""
_COLUMN = 2
"""Letter sizes of a gap between words that stand in two columns, at least."""
_STRETCHED = 3
"""Times wider than the line's narrowest gap that such a gap is; the blanks of a stretched line are alike."""
_LETTER = 0.4
"""Of the letter size: a little less than most letters take, so that a column ends left of the next one."""
_LABEL = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,6})[.)]|[-–—•·▪]")
_LABEL_GAP = 5
"""Letter sizes between a label and its paragraph, at most; some programs write labels after the text."""
_SAME_LABEL = 0.2
"""Of the letter size: how far off the baseline a label may stand."""
_TOUCH = 0.3
"""Of the letter size: how far neighbours may overlap."""
_SPACED = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank between them.

    Attributes:
        text: the characters.
        left: where the first begins.
        right: where the last ends.
        base: the baseline.
        size: letter size in points.
        feet: offset of a character that could be raised → how far up it begins.
        after_blank: a blank stands before it in the file.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    feet: dict[int, float]
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line.

    Attributes:
        words: from left to right.
        base: the baseline.
        size: size of most of its letters.
        text: its text, raised marks as superscript figures, the hyphen of a broken word as ``-``.
    """

    words: tuple[Word, ...]
    base: float = field(init=False)
    size: float = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        for name in ("base", "size"):
            weights: Counter[float] = Counter()
            for word in self.words:
                weights[getattr(word, name)] += len(word.text)
            object.__setattr__(self, name, weights.most_common(1)[0][0])
        object.__setattr__(self, "text", self._written())

    @property
    def left(self) -> float:
        """Where its text begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its text ends."""
        return self.words[-1].right

    def _written(self) -> str:
        gaps = [after.left - before.right for before, after in pairwise(self.words)]
        of_columns = max(_COLUMN * self.size, _STRETCHED * min(gaps) if len(gaps) > 1 else 0.0)
        written = self._marked(self.words[0])
        for gap, word in zip(gaps, self.words[1:], strict=True):
            if gap > of_columns and not _LABEL.fullmatch(written):
                place = round((word.left - self.left) / (_LETTER * self.size))
                written = (written + GUTTER).ljust(place)
            elif word.after_blank or gap > _BLANK * self.size:
                written += " "
            written += self._marked(word)
        return written

    @property
    def begins_raised(self) -> bool:
        """A raised figure stands first, as in a note."""
        return self.words[0].text[0] in SUPERSCRIPTS or self._is_raised(self.words[0], 0)

    @property
    def has_raised(self) -> bool:
        """Some figure in it is raised."""
        return any(
            self._is_raised(word, at) for word in self.words for at in word.feet if word.text[at].isdigit()
        )

    def _is_raised(self, word: Word, at: int) -> bool:
        return word.feet.get(at, 0.0) - self.base > _RAISED * self.size

    def _marked(self, word: Word) -> str:
        text = word.text
        if word.feet:
            pieces: list[tuple[bool, str]] = []
            for at, character in enumerate(text):
                up = self._is_raised(word, at)
                if pieces and pieces[-1][0] == up:
                    pieces[-1] = (up, pieces[-1][1] + character)
                else:
                    pieces.append((up, character))
            text = "".join(raised(piece) if up else piece for up, piece in pieces)
        return text.translate(_HYPHENS)


_HYPHENS = {ord(mark): "-" for mark in SOFT_HYPHENS}


def page_lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in the order of the file, each with the label that stands before it."""
    lines = [Line(tuple(words)) for words in _gathered(_words(page.get_textpage()))]
    for label in [line for line in lines if _LABEL.fullmatch(line.text)]:
        labelled = next((line for line in lines if _is_beside(label, line)), None)
        if labelled:
            words = (*label.words, replace(labelled.words[0], after_blank=True), *labelled.words[1:])
            lines = [Line(words) if line is labelled else line for line in lines if line is not label]
    return lines


def _is_beside(label: Line, line: Line) -> bool:
    is_level = abs(line.base - label.base) < _SAME_LABEL * line.size
    return is_level and 0 < line.left - label.right < _LABEL_GAP * line.size


def _words(text_page: pypdfium2.PdfTextPage) -> Iterator[Word]:
    text = "".join(
        _character(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(text_page.count_chars())
    )
    left, base = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    foot = [ctypes.c_double() for _ in range(4)]
    matrix = pdfium.FS_MATRIX()
    end = 0
    for match in _WORD.finditer(text):
        start, last = match.start(), match.end() - 1
        pdfium.FPDFText_GetCharOrigin(text_page, start, left, base)
        pdfium.FPDFText_GetLooseCharBox(text_page, last, box)
        pdfium.FPDFText_GetMatrix(text_page, start, matrix)
        scale = hypot(matrix.c, matrix.d) or 1.0
        feet = {}
        for raisable in _RAISABLE.finditer(match.group()):
            # The order of the library: left, right, bottom, top.
            pdfium.FPDFText_GetCharBox(text_page, start + raisable.start(), *foot)
            feet[raisable.start()] = foot[2].value
        yield Word(
            text=match.group(),
            left=left.value,
            right=box.right,
            base=round(base.value, 1),
            size=round(pdfium.FPDFText_GetFontSize(text_page, start) * scale, 1),
            feet=feet,
            after_blank=bool(_SPACED.search(text, end, start)) and "\n" not in text[end:start],
        )
        end = match.end()


def _character(code: int) -> str:
    """One character for each of the library's, so that offsets agree; surrogates and the like as blanks."""
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else " "


def _gathered(words: Iterator[Word]) -> Iterator[list[Word]]:
    """Words that follow one another on one baseline."""
    line: list[Word] = []
    for word in words:
        if line and _is_level(line, word) and (at := _gap(line, word)):
            line[at:at] = [_set_in(word, line[at - 1])]
            line[at + 1] = _set_in(line[at + 1], word)
            continue
        if line and not _goes_on(line, word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _goes_on(line: Sequence[Word], word: Word) -> bool:
    before = line[-1]
    if before.text[-1] in SOFT_HYPHENS:
        return False
    return _is_level(line, word) and word.left > before.right - max(word.size, before.size)


def _is_level(line: Sequence[Word], word: Word) -> bool:
    size = max(word.size, line[-1].size)
    return min(abs(word.base - line[-1].base), abs(word.base - line[0].base)) < _SAME_LINE * size


def _gap(line: Sequence[Word], word: Word) -> int:
    """Before which word of the line there is room just where this one stands, 0 for none.

    A character that the font lacks is taken from another and written after the rest of the line.
    """
    for at, (before, after) in enumerate(pairwise(line), 1):
        overlap = _TOUCH * before.size
        if before.right - overlap <= word.left and word.right <= after.left + overlap:
            return at
    return 0


def _set_in(word: Word, before: Word) -> Word:
    return replace(word, after_blank=word.left - before.right > _BLANK * before.size)
