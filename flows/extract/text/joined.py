"""The printed lines of a paragraph as one running text: line ends become blanks, broken words are mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cronica.flows.extract.text.line_rules import ends_broken, ends_cut
from cronica.flows.extract.text.lines import Line
from cronica.flows.extract.text.mapped import MappedText
from cronica.flows.extract.text.words import Vocabulary


def join_lines(lines: Sequence[Line], source: str, vocabulary: Vocabulary) -> MappedText:
    """The text of printed lines.

    Args:
        lines: those of one paragraph, one at least.
        source: the decoded text they lie in.
        vocabulary: the words of the document, which say whether the hyphen at a line's end belongs to a word.
    """
    spans: list[tuple[int, int]] = []
    blanks: list[bool] = []
    for line, following in pairwise(lines):
        end, has_blank = _line_end(line, following, vocabulary)
        spans.append((line.start, end))
        blanks.append(has_blank)
    spans.append((lines[-1].start, lines[-1].end))
    return MappedText.of_lines(source, spans, blanks)


def _line_end(line: Line, following: Line, vocabulary: Vocabulary) -> tuple[int, bool]:
    """Where the text of a line ends, without the hyphen of a broken word, and whether a blank follows."""
    text = line.text
    if ends_broken(text) and following.text[0].isalpha():
        if text[-1] != "-":
            return line.end - 1, False
        halves = re.findall(r"(?<![\w-])[\w-]+$", text)[0], re.findall(r"^[\w-]+", following.text)[0]
        keeps = not following.opens_lower or vocabulary.keeps_hyphen(*halves)
        return (line.end if keeps else line.end - 1), False
    goes_on = ends_cut(text) and following.text[0].isalnum()
    is_apart = vocabulary.splits_words or (text[-1].isascii() and following.text[0].isascii())
    return line.end, is_apart and not goes_on
