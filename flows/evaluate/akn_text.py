"""The text of a UN document as its AKN4UN markup prints it, and what the markup says of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from cronica.flows.evaluate import labels
from cronica.flows.evaluate.styles import Block, Note, Run, merged

TEXTS = frozenset({"p", "heading", "subheading", "crossHeading", "listIntroduction"})
"""Elements that hold the words of one paragraph."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: the part, and what the elements around make of a paragraph."""

    part: str = "body"
    is_heading: bool = False
    is_listed: bool = False


@dataclass(slots=True)
class Body:
    """Everything collected on the way through the text.

    Attributes:
        blocks: what is printed, in order.
        links: words and target of every link.
        preamble: opening phrases of preambular paragraphs.
        operative: number and opening phrase of operative paragraphs.
        numbers: their numbers.
        footnotes: marks of notes, each with the words before it and those of its note.
        optional: what the markup leaves open: openings and numbers not set off as such, and notes marked by
            stars in the text itself.
    """

    blocks: list[Block] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    operative: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    optional: dict[str, list[str]] = field(
        default_factory=lambda: {"preamble_openings": [], "operative_openings": [], "operative_numbers": []}
    )
    number: str = ""


def read_text(root: Element) -> Body:
    """Walk through a document in the order it is printed."""
    body = Body()
    _walk(root, body, _Place())
    body.optional["footnotes"] = list(_starred([_plain(block.runs) for block in body.blocks]))
    return body


def _starred(texts: Sequence[str]) -> Iterator[str]:
    """Notes that the text marks itself, as lists of States do: ``Benin***`` and ``*** El mandato …``."""
    notes = dict(text.split(" ", 1) for text in texts if re.match(r"\*+ ", text))
    for text in texts:
        for stars in re.finditer(r"(?<=[\w)])\*+", text):
            if stars.group() in notes:
                yield labels.footnote(text[: stars.start()], notes[stars.group()])


def words_of(element: Element | None) -> str:
    """All words of an element on one line, without its notes."""
    if element is None:
        return ""
    return _plain(_runs(element, Body())).strip()


def tag_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def all_of(element: Element, *names: str) -> Iterator[Element]:
    """The elements of a path of names, each at any depth below the one before."""
    if not names:
        yield element
        return
    for child in element.iter():
        if child is not element and tag_of(child) == names[0]:
            yield from all_of(child, *names[1:])


def _walk(element: Element, body: Body, place: _Place) -> None:
    tag = tag_of(element)
    if tag == "meta":
        return
    if tag == "num":
        body.number = words_of(element)
    elif tag == "tr":
        _add(body, "row", [run for cell in element for run in (*_runs(cell, body), Run("   "))])
    elif tag in TEXTS:
        _text(element, body, place)
    else:
        place = _inside(element, tag, place)
        for child in element:
            _walk(child, body, place)


def _inside(element: Element, tag: str, place: _Place) -> _Place:
    if tag in ("coverPage", "preface", "preamble", "conclusions"):
        return _Place({"coverPage": "masthead", "preface": "title", "conclusions": "closing"}.get(tag, tag))
    if tag in ("mainBody", "attachments"):
        return _Place("annex" if place.part == "annex" or tag == "attachments" else "operative")
    if tag in ("formula", "blockList", "list", "sublist"):
        return replace(place, is_listed=tag != "list")
    if tag == "paragraph":
        kind = element.get("class", "")
        return replace(place, is_heading=kind.startswith("H"), is_listed=kind == "FootnoteText")
    return replace(place, is_listed=place.is_listed or tag == "point")


def _text(element: Element, body: Body, place: _Place) -> None:
    """One paragraph, heading or line."""
    tag = tag_of(element)
    number, body.number = body.number, ""
    if place.part == "closing":
        for line in _lines(element):
            _add(body, "closing", _runs(line, body))
        return
    if place.part == "title":
        _title(element, body)
        return
    runs = list(merged(_runs(element, body)))
    words = _plain(runs).strip()
    if not words:
        body.number = number  # the text follows in the next element
        return
    if number and not words.startswith(number):
        runs = [Run(f"{number} "), *_without(runs, ".")]
    is_heading = place.is_heading or tag in ("heading", "subheading")
    _add(body, "heading" if is_heading and place.part != "masthead" else place.part, runs)
    if not is_heading and not place.is_listed:
        _label(body, place.part, tag, number.strip().rstrip("."), _lead(runs[1:] if number else runs), words)


def _label(body: Body, part: str, tag: str, number: str, lead: str, words: str) -> None:
    """Note the opening phrase of a paragraph, which the markup sets in italics."""
    if part == "preamble" or tag == "crossHeading":
        known = bool(lead) and tag != "crossHeading"
        (body.preamble if known else body.optional["preamble_openings"]).append(
            labels.opening("", lead if known else words)
        )
    if part == "operative" and (number.isdigit() or not number):
        known = bool(lead) and tag != "crossHeading"
        (body.operative if known else body.optional["operative_openings"]).append(
            labels.opening(number, lead if known else words)
        )
        if number:
            (body.numbers if known else body.optional["operative_numbers"]).append(f"{number}.")


def _lead(runs: Iterable[Run]) -> str:
    """The words in italics a paragraph opens with; a word that is half in italics counts whole."""
    lead = ""
    for run in runs:
        if run.text.strip() and not run.italic:
            half = re.match(r"[^\W\d_]+", run.text) if lead[-1:].isalpha() else None
            return lead.strip() + (half.group() if half else "")
        lead += run.text
    return lead.strip()


def _title(element: Element, body: Body) -> None:
    """``75/101.`` and its title are one line; the letter of a part and its title are two headings."""
    number = next(all_of(element, "docNumber"), None)
    title = [run for child in element if child is not number for run in (*_runs(child, body), Run(" "))]
    name = words_of(number)
    if name.endswith(".") or not name:
        _add(body, "title", [Run(f"{name} "), *title])
    elif _plain(title).strip():
        _add(body, "heading", [Run(name)])
        _add(body, "heading", title)
    else:
        _add(body, "heading", [Run(name), *title])  # what is left is the mark of a note


def _lines(element: Element) -> list[Element]:
    """A paragraph cut at its line breaks."""
    lines = [Element("p")]
    for child in element:
        if tag_of(child) == "eol":
            lines.append(Element("p"))
        else:
            lines[-1].append(child)
    return lines


def _add(body: Body, part: str, runs: Iterable[Run]) -> None:
    """Print a block, and note the marks in it."""
    printed = merged(runs)
    before = ""
    for run in printed:
        if run.note is None:
            before += run.text
        else:
            body.footnotes.append(labels.footnote(before, _plain(run.note.runs)))
    if before.strip():
        body.blocks.append(Block(part, printed))


def _plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _without(runs: Sequence[Run], beginning: str) -> tuple[Run, ...]:
    """Runs without what is printed before them anyway: the mark of a note, the dot of a number."""
    if not runs:
        return ()
    first = replace(runs[0], text=runs[0].text.lstrip().removeprefix(beginning).lstrip())
    return (first, *runs[1:])


def _runs(element: Element, body: Body, *, italic: bool = False, link: bool = False) -> list[Run]:
    """The words of an element as runs; links and notes are collected."""
    tag = tag_of(element)
    if tag == "authorialNote":
        mark = element.get("marker", "").strip()
        words = merged(run for child in element for run in (*_runs(child, body), Run(" ")))
        return [Run("", note=Note(mark, _without(words, mark)))]
    italic = italic or element.get("class") == "italic"
    link = link or tag == "a"
    runs = [Run(element.text, italic, link)] if element.text else []
    for child in element:
        runs += _runs(child, body, italic=italic, link=link)
        if child.tail:
            runs.append(Run(child.tail, italic, link))
    if tag == "a":
        body.links.append((_plain(runs), element.get("href", "")))
    return runs
