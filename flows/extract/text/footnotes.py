"""Footnote numbers printed as plain digits: which digits are marks, which paragraphs are notes.

A copied text loses the raised digits: ``internacionales1,`` and ``20201`` are a word and a year with a mark,
``1 A/75/74.`` at the end is the note. Notes count up from 1 in reading order and every mark's first use
comes in that order, so the marks are the best rising chain through all digits that could be one; digits
stuck to a number are taken only where the chain needs them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cronica.flows.extract.text.clean import Cleaned, Mark
from cronica.flows.extract.text.mapped import Edit
from cronica.flows.language import Language
from cronica.flows.language.patterns import SMALL_LETTERS
from cronica.schemas.language import Layout

_NOTE = re.compile(
    rf"([1-9]\d{{0,2}})\s+(?:\(\)\s+)?(?![-–—]\s)(?=[^\s\d{SMALL_LETTERS}]|(?:19|20)\d\d\s?[^\W\d_])"
)
_NOTE_WITH_STROKE = re.compile(r"_?(\d{1,3})_?/\s+(?=\S)")
"""How notes were printed before 2000: ``1/ A/48/803.``"""
_WITH_STROKE = re.compile(r"(?:(?<=\S) |(?<=[^\s\d/.-]))_?(\d{1,3})_?/(?![\w/])")
"""Their marks in the text: ``su informe 1/,``"""
_NOTE_IN_BRACKETS = re.compile(r"\((\d{1,3})\)\s+(?=\S)")
_MARK_IN_BRACKETS = re.compile(r"(?<=[^\s(])\((\d{1,3})\)(?!\w)")
"""Notes and marks in brackets, where the language prints them so."""
_NOTE_IN_SQUARE = re.compile(r"\[(\d{1,3})\]\s+(?=\S)")
_MARK_IN_SQUARE = re.compile(r"(?<=\S)\s?\[(\d{1,3})\](?!\w)")
"""How web pages print them."""
_STUCK = re.compile(
    r"(?<=\S)(?<![\d/.,\-–])(?:(?<!\()|(?<!^\()(?=\d+\)))\d{1,3}(?![\w/])(?!\s?[%º°ª]|[.,]\d|\s\d{3}(?!\d)|[‘’])"
)
_AFTER_POINT = re.compile(
    r"(?<=[^\W\d_]{3}[,;.])(?<!Corr\.)(?<!\b(?:Add|Rev)\.)(?<!/[A-Za-z]{3}\.)\d{1,3}(?![\w/.,])"
)
_AFTER_POINT_OF_NUMBER = re.compile(
    r"(?:(?<=[)\]”’'\"][,;.:])|(?<=(?:18|19|20)\d\d[,;:])|(?<=/\d[,;:])|(?<=/\d\d[,;:])|(?<=/\d\d\d[,;:]))\d{1,3}(?=\s|$)"
    r"|(?:(?<=/\d\.)|(?<=/\d\d\.)|(?<=/\d\d\d\.))\d{1,3}$"
)
"""After a comma where marks follow it: ``of 1 October 2015,2 30/4``."""
_AFTER_LAST_YEAR = re.compile(r"(?<=\b(?:18|19|20)\d\d[,;.])\d{1,2}$")
_AFTER_YEAR = re.compile(r"(?<=[^\W\d_]\s(?:18|19|20)\d\d,)\d{1,2}(?=\s[^\W\d_])")
"""Also in a sentence, where a word leads to the year: *de junio de 2015,3 examinó*."""
_YEAR_STUCK = re.compile(r"(?<![\w/])(?:1[89]|20)\d\d(\d{1,3})(?![\w/])(?![.,]\d)")
_ACT_STUCK = re.compile(r"(?<=/)\d(\d{1,4})(?![\w/])(?![.,]\d)")
_NUMBER_STUCK = r"(?<![\d/])(?!(?:1[89]|20)\d\d(?!\d))\d(\d{1,4})(?![\w/])(?![.,]\d|\s?\(\d{4}\))"
_AFTER_LETTER = re.compile(r"(?<=\s[A-Z]\s)(\d{1,2})$")
_NUMBER_OF_ACT = re.compile(r"(?<![A-Za-z])[A-Z]{1,5}\.\d{1,4}\(\d{1,3}\)")
"""``A.1044(27)``: the session in brackets is no mark."""
_IN_BRACKETS = re.compile(r"\S(\(\d{1,3}\))")
Form = tuple[re.Pattern[str], int, float]
_FORMS: tuple[Form, ...] = (
    (_STUCK, 0, 0.0),
    (_AFTER_POINT, 0, 0.0),
    (_AFTER_LAST_YEAR, 0, 0.0),
    (_AFTER_YEAR, 0, 0.0),
    (_YEAR_STUCK, 1, 0.0),
    (_AFTER_LETTER, 1, 0.0),
    (_ACT_STUCK, 1, 0.4),
)
"""How a mark can stand, its group, and its doubt: what it costs against a note without a mark."""
_DOUBT_OF_NUMBER = 0.6
_SHORTEST_IN_DOUBT = 80
"""Letters at least of a paragraph in which a mark may be in doubt; the lines of a masthead are shorter."""
_WIDEST_STEP = 6
"""Of two notes that follow one another, how much higher the second may be; a copy left out those between."""
_FEWEST_AFTER_FIRST = 3
"""Notes at least where the first is left out; fewer begin a paragraph, unless each has its mark."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    paragraph: int
    start: int
    end: int
    doubt: float


def lift_plain_marks(paragraphs: Sequence[Cleaned], language: Language) -> list[Cleaned]:
    """Lift footnote marks set as plain digits; a text whose marks are raised digits comes back unchanged."""
    if any(paragraph.marks for paragraph in paragraphs):
        return list(paragraphs)
    if signed := _signed(paragraphs, _NOTE_WITH_STROKE, _WITH_STROKE):
        return signed
    if language.traits.notes_in_brackets and (
        signed := _signed(paragraphs, _NOTE_IN_BRACKETS, _MARK_IN_BRACKETS)
    ):
        return signed
    if signed := _signed(paragraphs, _NOTE_IN_SQUARE, _MARK_IN_SQUARE):
        return signed
    notes = _notes(paragraphs, language)
    if not notes:
        return list(paragraphs)
    forms, numbers = _forms(language), frozenset(notes.values())
    candidates = [
        candidate
        for index, paragraph in enumerate(paragraphs)
        if index not in notes
        for candidate in _candidates(index, paragraph.text.text, numbers, forms)
    ]
    if 1 not in numbers and len(notes) < _FEWEST_AFTER_FIRST:
        candidates = [each for each in candidates if not each.doubt and not _is_code(each, paragraphs)]
        if numbers - {candidate.number for candidate in candidates}:
            return list(paragraphs)
    chain = _chain(candidates)
    if 2 * len(chain) < len(notes):
        return list(paragraphs)
    # Where no blank parts words, each number is stuck to a letter: a mark used again is not told from it.
    taken = chain + (_repeated(candidates, chain) if language.traits.splits_words_with_blanks else [])
    return [
        _as_note(paragraph, notes[index], _NOTE)
        if index in notes
        else _lifted(paragraph, [candidate for candidate in taken if candidate.paragraph == index])
        for index, paragraph in enumerate(paragraphs)
    ]


def _signed(
    paragraphs: Sequence[Cleaned], note_form: re.Pattern[str], mark_form: re.Pattern[str]
) -> list[Cleaned]:
    """The paragraphs with marks and notes of a form of their own lifted; nothing if there are none."""
    opened = [note_form.match(paragraph.text.text) for paragraph in paragraphs]
    numbers = {int(match[1]) for match in opened if match}
    marks = [
        [
            _Candidate(int(match[1]), index, match.start(), match.end(), 0.0)
            for match in mark_form.finditer(paragraph.text.text)
            if opened[index] is None and int(match[1]) in numbers
        ]
        for index, paragraph in enumerate(paragraphs if numbers else ())
    ]
    if not any(marks):
        return []
    return [
        _as_note(paragraph, int(note[1]), note_form) if note else _lifted(paragraph, found)
        for paragraph, note, found in zip(paragraphs, opened, marks, strict=True)
    ]


def _notes(paragraphs: Sequence[Cleaned], language: Language) -> dict[int, int]:
    """Paragraph index → note number, for the longest run of rising numbers in reading order.

    A run may lack a few numbers: a copy often leaves out the notes of a title or a table. A day opens none.
    """
    runs: dict[int, list[tuple[int, int]]] = {}
    day = re.compile(rf"\d{{1,2}}(?:{language.pack(Layout).after_day})")
    for index, paragraph in enumerate(paragraphs):
        match = None if day.match(paragraph.text.text) else _NOTE.match(paragraph.text.text)
        if match:
            number = int(match[1])
            before = max((runs.get(number - step, []) for step in range(1, _WIDEST_STEP + 1)), key=len)
            runs[number] = max(runs.get(number, []), [*before, (index, number)], key=len)
    by_length = sorted(runs.values(), key=lambda run: (len(run), run[0][1] == 1), reverse=True)
    return dict(by_length[0]) if by_length else {}


@cache
def _forms(language: Language) -> tuple[Form, ...]:
    """The forms of a mark in a language; a number that begins a date holds none."""
    stuck = re.compile(rf"{_NUMBER_STUCK}(?!{language.pack(Layout).after_day})")
    own: list[Form] = [(_AFTER_POINT_OF_NUMBER, 0, 0.0)] if language.traits.marks_follow_points else []
    return (*_FORMS, *own, (stuck, 1, _DOUBT_OF_NUMBER))


def _candidates(index: int, text: str, numbers: frozenset[int], forms: Sequence[Form]) -> list[_Candidate]:
    found: dict[tuple[int, int], _Candidate] = {}
    text = _NUMBER_OF_ACT.sub(lambda match: "x" * len(match[0]), text)
    for pattern, group, doubt in forms:
        if doubt and len(text) < _SHORTEST_IN_DOUBT:
            continue
        for match in pattern.finditer(text):
            digits = match.group(group)
            # The tail of a long number: every suffix could be the mark.
            for cut in range(len(digits) if doubt else 1):
                number = digits[cut:]
                if number.startswith("0") or int(number) not in numbers:
                    continue
                span = (match.start(group) + cut, match.end(group))
                found.setdefault(span, _Candidate(int(number), index, *span, doubt))
    return list(found.values())


def _is_code(candidate: _Candidate, paragraphs: Sequence[Cleaned]) -> bool:
    """Whether a number belongs to the capital before it: *room B12*."""
    return paragraphs[candidate.paragraph].text.text[candidate.start - 1].isupper()


def _chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The rising chain of first uses that binds most notes with least doubt."""
    ordered = sorted(candidates, key=lambda item: (item.paragraph, item.start, -item.end))
    best: list[tuple[float, int]] = []
    # For every number the best chain ending with it so far; a chain may leave numbers out.
    top: dict[int, tuple[float, int]] = {}
    for index, item in enumerate(ordered):
        score, before = 0.0, -1
        for number in range(item.number - 1, 0, -1):
            if number in top and top[number][0] > score:
                score, before = top[number]
        value = score + 1 - item.doubt
        best.append((value, before))
        if value > top.get(item.number, (0.0, -1))[0]:
            top[item.number] = (value, index)
    if not top:
        return []
    at = max(top.values(), key=lambda entry: entry[0])[1]
    chain: list[_Candidate] = []
    while at >= 0:
        chain.append(ordered[at])
        at = best[at][1]
    return chain[::-1]


def _repeated(candidates: Sequence[_Candidate], chain: Sequence[_Candidate]) -> list[_Candidate]:
    """Later uses of a mark whose first use is known."""
    first = {item.number: (item.paragraph, item.start) for item in chain}
    return [
        item
        for item in candidates
        if not item.doubt and item.number in first and (item.paragraph, item.start) > first[item.number]
    ]


def _as_note(paragraph: Cleaned, number: int, form: re.Pattern[str]) -> Cleaned:
    match = form.match(paragraph.text.text)
    text = paragraph.text[match.end() :] if match else paragraph.text
    return paragraph._replace(text=text, marks=(Mark(0, str(number)),), emphasis=())


def _lifted(paragraph: Cleaned, taken: Sequence[_Candidate]) -> Cleaned:
    edits: list[Edit] = []
    marks: list[Mark] = []
    removed = 0
    for item in sorted(taken, key=lambda candidate: candidate.start):
        if edits and item.start < edits[-1].end:
            continue
        bracketed = _IN_BRACKETS.match(paragraph.text.text, max(0, item.start - 2), item.end + 1)
        start, end = (bracketed.span(1)) if bracketed else (item.start, item.end)
        edits.append(Edit(start, end))
        marks.append(Mark(start - removed, str(item.number)))
        removed += end - start
    return paragraph._replace(text=paragraph.text.edited(edits), marks=tuple(marks))
