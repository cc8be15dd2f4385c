"""The printed lines of a text, running heads and feet left out, and how they are set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import NamedTuple

from cronica.flows.extract.text.clean import UNSEEN
from cronica.flows.extract.text.line_rules import LineRules
from cronica.flows.extract.text.misread import mended_line
from cronica.flows.extract.text.run_on import cut_run_on
from cronica.flows.language.patterns import CAPITALS
from cronica.flows.language.superscripts import SUPERSCRIPTS

_NOTE = re.compile(rf"(?:[{SUPERSCRIPTS}]+|\[\^[\w-]{{1,20}}\]:|_?\d{{1,3}}_?/(?=\s))\s*(?:\S|$)")
"""What a note begins with: a raised number, one in brackets, or one with a stroke as before 2000."""
_STARRED = re.compile(r"\*{1,4}\s+[^\s*]")
_NOTE_UNDER_RULE = re.compile(r"(?:\d{1,3}|\*{1,4})\s+[^\s\d]")
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_ENDS = tuple(".;:!?…。；：！？؛؟")
CLAUSE_ENDS = (*_SENTENCE_ENDS, *',)]”»"*_，、）》】،')
_AFTER_SENTENCE = f'”»"’)]*_{SUPERSCRIPTS}0123456789'
"""Brackets, quotes, emphasis and footnote marks that may stand after the end of a sentence."""
_SMALL, _CAPITAL = rf"[^\W\d_{CAPITALS}]", f"[{CAPITALS}]"
_GLUED = re.compile(
    rf"[{CAPITALS}([\d](?:"  # what begins, then what stands around it: few characters are looked at
    rf"(?<=[,.;:)\]\d]{_CAPITAL})(?<!\(#\).)(?=[^\W\d_])"  # (#) is an empty link's
    rf"|(?<={_SMALL}{_CAPITAL})(?={_SMALL}|[{CAPITALS}]{{0,6}}/|{_CAPITAL}{{4}})"
    rf"|(?<={_SMALL}\[)(?!\]|[^\[\]]+\]\()"
    rf"|(?<={_SMALL}\d)(?=\d?\s\w\w\s\w{{3,10}}\s\w\w\s\d{{4}}|\d{{0,3}}[ªº°])"
    rf"|(?:(?<=[^\W\d_]\()|(?<=[^\W\d_]\.\())(?={_CAPITAL}{_SMALL}{{3}})"
    rf"|(?<={_CAPITAL}{{5}})(?={_SMALL}{{3}})"
    r"|(?<=[.:;\]]\d)(?=\d{0,3}(?:\.\s|[ªº]|/\d+\.\s)))"
)
"""Where a capital, a number or a date follows without a blank."""
_GLUED_LINE, _FEWEST_GLUED = 600, 3
"""A line this long, or alone, with so many sentences that begin without a blank has lost its line ends."""
_GLUED_HEAD = re.compile(
    rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}\d])|(?<=\d)(?=[{CAPITALS}][^\W\d_{CAPITALS}])"
)
_HEAD_LINES, _HEAD_WIDTH, _HEAD_PIECE = 12, 120, 4
"""Lines at the head of a text that may be glued columns, their longest and the shortest column."""
LONG_LINE = 130
"""A text whose lines are often longer than this many characters has no wrapped lines."""
MOST_ROOM = 12
"""A wrapped line that leaves more room than this beyond the next word was ended on purpose."""
_LONG_SHARE = 0.1
_DOUBLE_SHARE = 0.3
_MARGIN_SHARE = 0.1
_LABEL = re.compile(
    r"(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,2})\.?|(?:(?P<number>\d{1,3})|(?P<letter>[a-z]))(?P<end>[.)]))\s",
    re.ASCII,
)
_MOST_CAPITALS = 0.8
_CUT_SHARE = 0.5
"""A wrapped line has more of the width than this."""
CUT_GAP = 2
"""Blank lines that stand for the line ends lost in a text: each line of it is a paragraph."""
_SHORTEST_CUT = 50
"""Characters of a line whose end cuts a sentence, at least; half of them where no blanks part words."""
_FEWEST_CUT = 3
"""So many lines cut sentences where a script has no small letters and blank lines stand between all lines."""
_FULL_SHARE = 0.75
"""Lines that reach this share of the longest with the first word of the next may be one that was wrapped."""
_TIGHT_SHARE, _FEWEST_OF_COPY, _FEWEST_FULL = 0.8, 3, 2
"""A text of so many lines, this share of them right under another, is a copy that lost its blank lines,
unless so many of them end in a word and leave no room for the next."""
_LONGEST_JOB = 5
"""Digits of a number of a job; a longer one beside it is its day."""
_LONGEST_PAGE = 3
"""Digits of a page's number."""
SOUND: Mapping[str, str] = MappingProxyType({})
"""The misread words of a text that has none."""


class Line(NamedTuple):
    """A printed line: its offsets in the source without outer white space, and what stood before it."""

    start: int
    end: int
    text: str
    indent: int
    gap: int
    after_page: bool = False
    """A page head or foot, left out, stood before it."""
    after_rule: bool = False
    """A printed rule stands before it: at a page's foot notes begin there."""
    opens_lower: bool = False
    """It goes on from something: it begins with a small letter, or in a script without any the line before it
    ends in a sentence."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: wrapped at a width or not, and the blank lines between its printed lines."""

    is_wrapped: bool
    base_gap: int
    width: int
    is_indented: bool
    margin: int = 0
    """The indent of the lines that have none."""
    splits_words: bool = True
    """A line ends where a word does."""
    ends_whole: bool = False
    """No line ends within a sentence."""
    slack: int = MOST_ROOM
    """The room that a line leaves at most whose sentence goes on in the next."""

    def room(self, before: Line, line: Line) -> int:
        """The characters that a line leaves free beyond the first word of the next."""
        word = len(line.text.split(None, 1)[0]) + 1 if self.splits_words else 1
        return self.width - len(before.text) - word

    def is_whole(self, text: str) -> bool:
        """Whether a long line that ends a sentence ends a paragraph, however wide it is."""
        return self.ends_whole and _CUT_SHARE * self.width < len(text) <= LONG_LINE and text[-1] != ";"


def read_style(lines: Sequence[Line], rules: LineRules) -> Style:
    """Read the print style off the lines."""
    splits_words = rules.language.traits.splits_words_with_blanks
    long_line = LONG_LINE if splits_words else LONG_LINE // 2
    lengths = sorted(len(line.text) for line in lines)
    is_wrapped = sum(length > long_line for length in lengths) <= _LONG_SHARE * len(lengths)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    continued: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    indented = Counter[bool]()
    for before, line in pairwise(lines):
        pairs[line.gap] += 1
        continued[line.gap] += line.opens_lower and not ends_sentence(before.text)
        if line.indent:
            indented[ends_sentence(before.text)] += 1
    ends_whole = not _is_cut_once(lines, width, rules)
    is_wrapped = is_wrapped and not (ends_whole and _is_copy(lines, width))
    fewest = 0 if rules.language.traits.has_case else _FEWEST_CUT
    is_apart = pairs[0] == 0 and len(pairs) > 1 and continued[1] > fewest
    is_often = continued[1] > max(2, _DOUBLE_SHARE * pairs[1]) and continued[1] > continued[0]
    doubled = is_wrapped and (is_apart or is_often)
    style = Style(
        is_wrapped=is_wrapped,
        base_gap=int(doubled),
        width=width,
        is_indented=indented[True] > 2 and indented[True] > indented[False],
        margin=sorted(line.indent for line in lines)[int(len(lines) * _MARGIN_SHARE)],
        splits_words=splits_words,
        ends_whole=rules.language.traits.has_case and ends_whole,
    )
    return replace(style, slack=_slack(lines, style)) if rules.language.traits.has_case else style


def _slack(lines: Sequence[Line], style: Style) -> int:
    """The room that lines leave whose sentence goes on; the fewer there are, the more is allowed for."""
    rooms = [
        style.room(before, line)
        for before, line in pairwise(lines)
        if line.opens_lower and not line.gap and not ends_sentence(before.text)
    ]
    most = max((room for room in rooms if room <= MOST_ROOM), default=MOST_ROOM)
    return min(MOST_ROOM, max(0, most) + MOST_ROOM // (1 + 2 * len(rooms)))


def _is_copy(lines: Sequence[Line], width: int) -> bool:
    """Whether no blank line parts the paragraphs of a text, though none of its lines seems to be wrapped."""
    under = [(before.text, line.text) for before, line in pairwise(lines) if not line.gap]
    full = [text for text, after in under if len(text) + len(after.split(None, 1)[0]) >= width]
    is_tight = len(lines) >= _FEWEST_OF_COPY and len(under) > _TIGHT_SHARE * (len(lines) - 1)
    return is_tight and sum(text[-1].isalnum() and len(text) > _SHORTEST_CUT for text in full) < _FEWEST_FULL


def _is_cut_once(lines: Sequence[Line], width: int, rules: LineRules) -> bool:
    """Whether the end of a long line cuts a sentence anywhere but in the heading of a communication."""
    in_heading = False
    for before, line in pairwise(lines):
        in_heading = bool(in_heading or rules.communication.match(before.text))
        in_heading = in_heading and not rules.begins_letter(line.text) and not line.gap
        is_cut = line.opens_lower and line.gap <= 1 and not ends_sentence(before.text)
        if is_cut and not in_heading and len(before.text) > _CUT_SHARE * width:
            return True
    return False


def read_lines(source: str, rules: LineRules, misread: Mapping[str, str] = SOUND) -> list[Line]:
    """The printed lines of a text, in order, their text without what text recognition misread."""
    lines: list[Line] = []
    has_case = rules.language.traits.has_case
    gap_from = 0
    source = _unwrapped(source, rules)
    for match in _LINE.finditer(source):
        if not match.group().strip():
            continue
        gap = _blank_lines(source[gap_from : match.start()]) if lines else 0
        cuts = cut_run_on(match.group().rstrip(), match.start(), rules)
        pieces = cuts or _unglued(source, match.start(), match.end())
        if len(lines) < _HEAD_LINES and match.end() - match.start() < _HEAD_WIDTH:
            pieces = _of_glued_head(source, match.start(), match.end(), rules) or pieces
        for start, end in pieces:
            raw = source[start:end]
            text = raw.strip()
            indent, long = len(raw) - len(raw.lstrip()), len(text)
            text = text if text.isascii() else _UNSEEN.sub("", text) or text
            text = mended_line(text, misread) if misread else text
            goes_on = text[0].islower() if has_case else bool(lines) and _is_cut(lines[-1].text, text, rules)
            begin = start + indent
            lines.append(Line(begin, begin + long, text, indent, gap, opens_lower=goes_on))
            gap = CUT_GAP if cuts else 0
        gap_from = match.end()
    return lines


def _unwrapped(source: str, rules: LineRules) -> str:
    """A text that lost its line ends and was then wrapped, as one line; each character keeps its place."""
    lines = source.rstrip().splitlines()
    if len(lines) < 2 or not all(map(str.strip, lines)):
        return source
    longest = max(map(len, lines))
    filled = (len(before) + len(line.split(None, 1)[0]) for before, line in pairwise(lines))
    if longest > LONG_LINE or min(filled) < _FULL_SHARE * longest:
        return source
    flat = source.replace("\n", " ").replace("\r", " ").rstrip()
    begins = [start for start, _ in cut_run_on(flat, 0, rules) or _unglued(flat, 0, len(flat))]
    kept = sum(not start or source[start - 1] in "\r\n" for start in begins)
    return flat if kept < len(begins) / 2 else source


def _is_cut(before: str, text: str, rules: LineRules) -> bool:
    """Whether the end of a line cuts a sentence, in a script without small letters."""
    shortest = _SHORTEST_CUT if rules.language.traits.splits_words_with_blanks else _SHORTEST_CUT // 2
    return len(before) >= shortest and not before.endswith(CLAUSE_ENDS) and text[0].isalnum()


@lru_cache(maxsize=1000)
def _blank_lines(between: str) -> int:
    """The blank lines in what stands between two printed lines."""
    between = between.replace("\r\n", "\n").replace("\u2029", "\n\n")  # a paragraph's end
    return max(0, sum(char in "\n\r\f\v\x85\u2028" for char in between) - 1)


def _unglued(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line, cut where its line ends were lost: ``… de 1996El Consejo de Seguridad,Recordando``."""
    is_long = end - start > _GLUED_LINE or (not start and end == len(source.rstrip()))
    cuts = [cut.start() for cut in _GLUED.finditer(source, start, end)] if is_long else []
    if len(cuts) < _FEWEST_GLUED:
        return [(start, end)]
    edges = [start, *cuts, end]
    return [(first, last) for first, last in pairwise(edges) if source[first:last].strip()]


def _of_glued_head(source: str, start: int, end: int, rules: LineRules) -> list[tuple[int, int]]:
    """The lines of a head that are glued into one: ``United NationsA/RES/72/249``."""
    cuts = [cut.start() for cut in _GLUED_HEAD.finditer(source, start, end)]
    pieces = list(pairwise([start, *cuts, end]))
    texts = [source[first:last].strip() for first, last in pieces]
    return pieces if cuts and all(len(text) >= _HEAD_PIECE and rules.is_alone(text) for text in texts) else []


def without_noise(lines: list[Line], rules: LineRules) -> list[Line]:
    """Leave out page heads and feet; the gap of a dropped line passes to the next."""
    seen: Counter[str] = Counter()
    repeated = Counter(line.text.casefold() for line in lines if rules.repeated_noise.match(line.text))
    kept: list[Line] = []
    page_break = after_rule = False
    for line, following in zip_longest(lines, lines[1:]):
        folded = line.text.casefold()
        seen[folded] += 1
        if headed := rules.headed.fullmatch(line.text):
            # The first page prints the symbol beside the name of the organization, the others alone.
            seen[headed["symbol"].casefold()] += 1
            repeated[headed["symbol"].casefold()] += 1
        is_more = page_break and folded in repeated and (line.text.isalpha() or len(line.text) > _LONGEST_JOB)
        # A symbol under the foot of a page begins another document, unless a sentence goes on under it.
        is_more = is_more and ("/" not in folded or (following is not None and following.opens_lower))
        is_head = is_more or (repeated[folded] > 1 and seen[folded] > 1)
        is_foot = bool(rules.noise.match(line.text))
        if is_foot and not kept and line is not lines[-1]:
            continue  # the number of the first page
        if kept and (is_foot or is_head or _repeats_symbol(line.text, seen, rules)):
            page_break = True
            is_page = kept[-1].text.isdigit() and len(kept[-1].text) <= _LONGEST_PAGE
            if is_page and (is_head or is_foot or kept[-1].after_page):
                kept.pop()  # the number of the page above
            continue
        if page_break or after_rule:
            line = line._replace(gap=max(1, line.gap), after_page=page_break, after_rule=after_rule)
            page_break = False
        after_rule = bool(rules.rule.match(line.text))
        kept.append(line)
    return kept


def _repeats_symbol(text: str, seen: Counter[str], rules: LineRules) -> bool:
    """A page number beside a symbol that stood alone on an earlier line."""
    return any(
        (match := pattern.match(text)) and seen[match["symbol"].casefold()]
        for pattern in rules.noise_of_symbol
    )


def opens_note(text: str) -> bool:
    """Whether a line begins as only a note does, or with stars."""
    return _NOTE.match(text) is not None or opens_starred(text)


def opens_starred(text: str) -> bool:
    """Whether a line begins as a note with stars or an item of a list."""
    return _STARRED.match(text) is not None


def is_note(line: Line) -> bool:
    """Whether a line begins a note."""
    return bool(_NOTE.match(line.text) or (line.after_rule and _NOTE_UNDER_RULE.match(line.text)))


def follows_label(before: str, text: str) -> bool:
    """Whether two labels follow one another: ``2.`` and ``3.``, ``a)`` and ``b)``, ``1.4`` and ``2``."""
    first, second = _LABEL.match(before), _LABEL.match(text)
    if first is None or second is None:
        return False
    if first["decimal"] or second["decimal"]:
        return _follows_decimal(first["decimal"] or first["number"], second["decimal"] or second["number"])
    if first["end"] != second["end"]:
        return False
    if first["number"] and second["number"]:
        return int(second["number"]) == int(first["number"]) + 1
    return bool(first["letter"] and second["letter"]) and ord(second["letter"]) == ord(first["letter"]) + 1


def _follows_decimal(before: str | None, label: str | None) -> bool:
    """Whether ``1.1`` follows ``1``, ``1.2`` it, and ``2`` that."""
    first, second = ([int(each) for each in (label or "").split(".") if each] for label in (before, label))
    places = range(len(first))
    return second in ([*first, 1], *([*first[:place], first[place] + 1] for place in places))


def is_capital(text: str) -> bool:
    """In capitals, but for the letter of an ordinal."""
    return sum(map(str.isupper, text)) > _MOST_CAPITALS * sum(map(str.isalpha, text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text.rstrip(_AFTER_SENTENCE).endswith(_SENTENCE_ENDS)
