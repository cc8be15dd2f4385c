"""Printed lines to paragraphs.

A text arrives with long lines or wrapped ones, with a blank line after every printed line or none, with page
heads, and with paragraphs that a page end or a footnote cuts in two. The style is read off the text itself;
no source or print style is named here. What a line can be is data: ``seeds/languages/<lang>/layout.yml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cronica.flows.extract.text.line_rules import LineRules, line_rules
from cronica.flows.extract.text.mapped import MappedText
from cronica.flows.language import Language
from cronica.flows.language.patterns import CAPITALS
from cronica.flows.language.superscripts import SUPERSCRIPTS

_NOTE = re.compile(rf"(?:[{SUPERSCRIPTS}]+|\[\^\d{{1,4}}\]:)\s?\S")
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_CLAUSE_ENDS = tuple('.;:,!?…)]”»"*_')
_SENTENCE_ENDS = tuple(".;:!?…")
_AFTER_SENTENCE = f'”»"’)]*_{SUPERSCRIPTS}0123456789'
"""Brackets, quotes, emphasis and footnote marks that may stand after the end of a sentence."""
_BROKEN_WORD = tuple("-\u00ad\ufffe\u0002")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_GLUED = re.compile(r"(?<=[,.;:)\d])(?=[" + CAPITALS + r"][^\W\d_])")
_GLUED_LINE, _FEWEST_GLUED = 600, 3
"""A line this long with so many sentences that begin without a blank has lost its line ends."""
LONG_LINE = 130
"""A text whose lines are often longer than this many characters has no wrapped lines."""
_LONG_SHARE = 0.1
_DOUBLE_SHARE = 0.3
_FULL_LINE = 0.7
"""A line of this share of the width may have been ended by the page."""
_LONGEST_PAGE = 3
"""Digits of a page's number."""
_SHORT_LINE = 12
"""A wrapped line that leaves this much room beyond the next word was ended on purpose."""


class Line(NamedTuple):
    """A printed line: its offsets in the source without outer white space, and what stood before it."""

    start: int
    end: int
    text: str
    indent: int
    gap: int
    after_page: bool = False
    """A page head or foot, left out, stood before it."""

    @property
    def opens_lower(self) -> bool:
        """Begins with a small letter: it goes on from something."""
        return self.text[0].islower()


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: wrapped at a width or not, and the blank lines between its printed lines."""

    is_wrapped: bool
    base_gap: int
    width: int
    is_indented: bool


class Block(NamedTuple):
    """A paragraph as printed: its lines and whether it is a note at a page's foot."""

    lines: tuple[Line, ...]
    is_note: bool

    @property
    def first(self) -> Line:
        """The first printed line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last printed line."""
        return self.lines[-1]


def read_blocks(source: str, language: Language) -> list[Block]:
    """The paragraphs of a text in reading order, running heads and feet left out.

    Args:
        source: the decoded text.
        language: whose line patterns apply.
    """
    rules = line_rules(language)
    lines = _drop_noise(_lines(source), rules)
    if not lines:
        return []
    style = read_style(lines)
    return _rejoin(_group(lines, style, rules), style, rules)


def read_style(lines: Sequence[Line]) -> Style:
    """Read the print style off the lines."""
    lengths = sorted(len(line.text) for line in lines)
    is_wrapped = sum(length > LONG_LINE for length in lengths) <= _LONG_SHARE * len(lengths)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    continued: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    indented = Counter[bool]()
    for before, line in pairwise(lines):
        pairs[line.gap] += 1
        continued[line.gap] += line.opens_lower and not _ends_sentence(before.text)
        if line.indent:
            indented[_ends_sentence(before.text)] += 1
    is_apart = pairs[0] == 0 and len(pairs) > 1 and continued[1] > 0
    is_often = continued[1] > max(2, _DOUBLE_SHARE * pairs[1]) and continued[1] > continued[0]
    doubled = is_wrapped and (is_apart or is_often)
    return Style(
        is_wrapped=is_wrapped,
        base_gap=int(doubled),
        width=width,
        is_indented=indented[True] > 2 and indented[True] > indented[False],
    )


def join_lines(block: Block, source: str, compounds: frozenset[str]) -> MappedText:
    """The block's lines as one running text: line ends become blanks, broken words are mended.

    Args:
        block: the printed lines.
        source: the decoded text they lie in.
        compounds: words that the document prints with a hyphen elsewhere; these keep it.
    """
    spans: list[tuple[int, int]] = []
    blanks: list[bool] = []
    for line, following in pairwise(block.lines):
        end, has_blank = _line_end(line, following, compounds)
        spans.append((line.start, end))
        blanks.append(has_blank)
    spans.append((block.last.start, block.last.end))
    return MappedText.of_lines(source, spans, blanks)


def _line_end(line: Line, following: Line, compounds: frozenset[str]) -> tuple[int, bool]:
    """Where the text of a line ends, without the hyphen of a broken word, and whether a blank follows."""
    text = line.text
    if _ends_broken(text) and following.text[0].isalpha():
        if text[-1] != "-":
            return line.end - 1, False
        halves = re.findall(r"(?<![\w-])[\w-]+$", text)[0] + re.findall(r"^[\w-]+", following.text)[0]
        keeps = halves.casefold() in compounds or not following.opens_lower
        return (line.end if keeps else line.end - 1), False
    goes_on = text.endswith(("-", "–", "/")) and following.text[0].isalnum()
    return line.end, not goes_on


def hyphenated_words(text: str) -> frozenset[str]:
    """Words printed with a hyphen inside a line, folded."""
    chunks = (chunk for chunk in set(text.split()) if "-" in chunk)
    return frozenset(word.casefold() for chunk in chunks for word in _COMPOUND.findall(chunk))


def _lines(source: str) -> list[Line]:
    lines: list[Line] = []
    gap_from = 0
    for match in _LINE.finditer(source):
        if not match.group().strip():
            continue
        gap = _blank_lines(source[gap_from : match.start()]) if lines else 0
        for start, end in _unglued(source, match.start(), match.end()):
            raw = source[start:end]
            text = raw.strip()
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(start + indent, start + indent + len(text), text, indent, gap))
            gap = 0
        gap_from = match.end()
    return lines


@lru_cache(maxsize=1000)
def _blank_lines(between: str) -> int:
    """The blank lines in what stands between two printed lines."""
    ends = sum(char in "\n\r\f\v\x85\u2028\u2029" for char in between.replace("\r\n", "\n"))
    return max(0, ends - 1)


def _unglued(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line, cut where its line ends were lost: ``… de 1996El Consejo de Seguridad,Recordando``."""
    cuts = [cut.start() for cut in _GLUED.finditer(source, start, end)] if end - start > _GLUED_LINE else []
    if len(cuts) < _FEWEST_GLUED:
        return [(start, end)]
    edges = [start, *cuts, end]
    return [(first, last) for first, last in pairwise(edges) if source[first:last].strip()]


def _drop_noise(lines: list[Line], rules: LineRules) -> list[Line]:
    """Leave out page heads and feet; the gap of a dropped line passes to the next."""
    seen: Counter[str] = Counter()
    repeated = Counter(line.text.casefold() for line in lines if rules.repeated_noise.match(line.text))
    kept: list[Line] = []
    page_break = False
    for line in lines:
        folded = line.text.casefold()
        seen[folded] += 1
        if headed := rules.headed.fullmatch(line.text):
            # The first page prints the symbol beside the name of the organization, the others alone.
            seen[headed["symbol"].casefold()] += 1
            repeated[headed["symbol"].casefold()] += 1
        is_head = repeated[folded] > 1 and seen[folded] > 1
        if kept and (rules.noise.match(line.text) or is_head or _repeats_symbol(line.text, seen, rules)):
            if is_head and kept[-1].text.isdigit() and len(kept[-1].text) <= _LONGEST_PAGE:
                kept.pop()  # the number of the page above
            page_break = True
            continue
        if page_break:
            line = line._replace(gap=1, after_page=True)
            page_break = False
        kept.append(line)
    return kept


def _repeats_symbol(text: str, seen: Counter[str], rules: LineRules) -> bool:
    """A page number beside a symbol that stood alone on an earlier line."""
    return any(
        (match := pattern.match(text)) and seen[match["symbol"].casefold()]
        for pattern in rules.noise_of_symbol
    )


def _group(lines: Sequence[Line], style: Style, rules: LineRules) -> list[Block]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _breaks(groups[-1], line, style, rules):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Block(tuple(group), bool(_NOTE.match(group[0].text))) for group in groups]


def _breaks(group: Sequence[Line], line: Line, style: Style, rules: LineRules) -> bool:
    """Whether ``line`` begins a new block after the lines of ``group``."""
    before = group[-1]
    if line.gap > style.base_gap:
        return True
    if _NOTE.match(line.text):
        return True
    if rules.alone.match(before.text) or rules.alone.match(line.text):
        return not _is_open(before.text, rules)
    if rules.starts.match(line.text):
        return not _is_open(before.text, rules)
    if rules.labels.match(line.text) and before.text.endswith(_CLAUSE_ENDS):
        return True
    if not style.is_wrapped:
        is_cut = _is_open(before.text, rules) or (before.text[-1] == "," and len(before.text) < LONG_LINE)
        return not (line.opens_lower and is_cut)
    room = style.width - len(before.text) - 1 - len(line.text.split(None, 1)[0])
    ended = _ends_sentence(before.text) and not line.opens_lower
    if ended and line.indent and (style.is_indented or room > 0):
        return True
    return ended and room > _SHORT_LINE and len(group) > 1


def _rejoin(blocks: Sequence[Block], style: Style, rules: LineRules) -> list[Block]:
    """Put together what a page end or notes at a page's foot cut in two."""
    joined: list[Block] = []
    open_at: int | None = None
    for block in blocks:
        if block.is_note:
            joined.append(block)
            continue
        if open_at is not None and _continues(joined[open_at], block, style, rules):
            joined[open_at] = Block(joined[open_at].lines + block.lines, is_note=False)
            continue
        open_at = len(joined)
        joined.append(block)
    return joined


def _continues(before: Block, block: Block, style: Style, rules: LineRules) -> bool:
    last, first = before.last.text, block.first.text
    if rules.alone.match(first) or rules.starts.match(first) or rules.labels.match(first):
        return False
    if len(before.lines) == 1 and rules.labels.fullmatch(last + " "):
        return True
    if len(before.lines) == 1 and rules.alone.match(last):
        return False
    if _is_open(last, rules):
        return True
    goes_on = (first[0].islower() or bool(rules.goes_on.match(first))) and not _ends_sentence(last)
    if block.first.after_page:
        return goes_on or (not last.endswith(_CLAUSE_ENDS) and len(last) > _FULL_LINE * style.width)
    return goes_on and len(last) > min(style.width, LONG_LINE) / 2


def _is_open(text: str, rules: LineRules) -> bool:
    """Ends with a word or a hyphen that no sentence ends with."""
    if _ends_broken(text):
        return True
    word = _LAST_WORD.search(text, max(0, len(text) - rules.longest_open - 1))
    return word is not None and word.group() in rules.open_words


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_AFTER_SENTENCE).endswith(_SENTENCE_ENDS)


def _ends_broken(text: str) -> bool:
    """Ends with a letter and a hyphen."""
    return text.endswith(_BROKEN_WORD) and text[-2:-1].isalpha()
