"""What stands inside one block of Akoma Ntoso: words, italics, links and note marks, set as in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote, unquote

from lxml import etree

from cronica.flows.extract.text import blanks
from cronica.flows.language.superscripts import SUPERSCRIPTS, superscript

BREAK = "\ue001"
"""Stands for a line break inside a block; no document holds this character."""
_LETTERS = re.compile(r"[^\W_]+")
_SPECIAL_SIGNS = ("\\", "*", *SUPERSCRIPTS)
_SPECIAL = re.compile(f"[{re.escape(''.join(_SPECIAL_SIGNS))}]")
_BRACKETS = re.compile(r"[\[\]]")
_LIKE_A_LINK = re.compile(r"\](?=\()")
_LIKE_A_HEADING = re.compile(r"^(?=#{1,6}\s)")
_ITALIC = re.compile(r"\b(?:italics?|oblique)\b", re.IGNORECASE)
_DOCUMENT_ADDRESS = re.compile(r"(?i)https?://(?:www\.)?undocs\.org/(?:[a-z]{2}/)?(?P<symbol>[A-Z].*)")
_SAFE = "/:?#@!$&'*+,;=%~._-"
"""Characters of an address that stay as they are: all that neither end a link nor break its line."""


class Note(NamedTuple):
    """A footnote: its mark as printed and the element that holds its text."""

    marker: str
    element: etree._Element


class Run(NamedTuple):
    """A stretch of words set alike; ``target`` is what it links to, ``is_mark`` tells a footnote's mark."""

    text: str
    is_italic: bool = False
    target: str | None = None
    is_mark: bool = False


def name_of(element: etree._Element) -> str:
    """The local name of an element; empty for a comment or an instruction."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1_000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def plain(element: etree._Element) -> str:
    """The words of an element in one line, without the notes hung on them."""
    texts = (run.text for run in _collected(element, []) if not run.is_mark)
    return blanks.single("".join(texts).replace(BREAK, " ")).strip()


def lines(element: etree._Element, notes: list[Note]) -> list[str]:
    """The lines of a block, set as in Markdown; the notes met are added to ``notes``."""
    runs = _whole_words(_merged(_collected(element, notes)))
    parts = _joined(map(_set, runs)).split(BREAK)
    return [_no_heading(line) for part in parts if (line := blanks.single(part).strip())]


def note_line(note: Note) -> str:
    """A footnote as a paragraph of its own: the mark, then its text."""
    return " ".join([_mark(note.marker), *lines(note.element, [])])


def link_target(address: str) -> str:
    """What an address points to: the document's symbol where it is that of a document, else the address."""
    document = _DOCUMENT_ADDRESS.fullmatch(address.strip())
    target = re.sub(r"\s+", "", unquote(document["symbol"])) if document else address.strip()
    bare = re.sub(r"\([^()]*\)", "", target)
    return quote(target, safe=_SAFE + ("" if "(" in bare or ")" in bare else "()"))


def _collected(element: etree._Element, notes: list[Note]) -> list[Run]:
    """The runs of an element, in order."""
    runs: list[Run] = []
    _collect(element, False, None, runs, notes)
    return runs


def _collect(
    element: etree._Element, is_italic: bool, target: str | None, runs: list[Run], notes: list[Note]
) -> None:
    """Add the runs of an element that stands in italics or in a link."""
    if text := element.text:
        runs.append(Run(text, is_italic, target))
    for child in element:
        match name_of(child):
            case "" | "img":
                pass
            case "authorialNote":
                note = Note((child.get("marker") or "").strip(), child)
                notes.append(note)
                runs.append(Run(_mark(note.marker), is_mark=True))
            case "eol" | "br":
                runs.append(Run(BREAK))
            case "docNumber":
                # A number runs on into the title after it, a part's letter stands on a line of its own.
                own_line = not any(letter.isdigit() for letter in "".join(child.itertext()))
                runs.append(Run(BREAK if own_line else " "))
                _collect(child, is_italic, target, runs, notes)
                ends_line = own_line and name_of_next(child) != "authorialNote"
                runs.append(Run(BREAK if ends_line else " "))
            case "a" | "ref" | "rref":
                address = link_target(child.get("href") or "")
                _collect(child, is_italic, address or target, runs, notes)
            case name:
                leans = name in ("i", "em") or _is_italic(child.get("class") or "")
                _collect(child, is_italic or leans, target, runs, notes)
        if tail := child.tail:
            runs.append(Run(tail, is_italic, target))


@lru_cache(maxsize=1_000)
def _is_italic(classes: str) -> bool:
    return bool(_ITALIC.search(classes))


def name_of_next(element: etree._Element) -> str:
    """The local name of the element after this one; empty when there is none or words stand between."""
    after = element.getnext()
    return "" if after is None or (element.tail or "").strip() else name_of(after)


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours set alike as one run; a blank between two stretches of one link or italic belongs to it."""
    merged: list[Run] = []
    last = None
    for run in runs:
        if last is not None:
            if last.is_mark and run.is_mark:
                merged.append(Run(" "))  # side by side, 1 and 2 would read as 12
            elif not last.is_mark and not run.is_mark:
                if _alike(last, run):
                    last = merged[-1] = run._replace(text=last.text + run.text)
                    continue
                between = len(merged) > 1 and last.target is None and last.text.isspace()
                if between and _alike(merged[-2], run):
                    last = run._replace(text=merged[-2].text + last.text + run.text)
                    merged[-2:] = [last]
                    continue
        merged.append(run)
        last = run
    return merged


def _alike(run: Run, other: Run) -> bool:
    return run[1:] == other[1:]


def _whole_words(runs: list[Run]) -> list[Run]:
    """A word of which only the beginning is set in italics is in italics whole: ``Tomando not|a del``."""
    mended = list(runs)
    for index, (run, after) in enumerate(pairwise(runs)):
        if run.is_italic and not (run.target or after.target or after.is_mark) and run.text[-1].isalnum():
            rest = _LETTERS.match(after.text)
            if rest:
                mended[index] = run._replace(text=mended[index].text + rest.group())
                mended[index + 1] = after._replace(text=after.text[rest.end() :])
    return mended


def _set(run: Run) -> str:
    """A run in Markdown, with single blanks and none at the edges of italics and links."""
    text = blanks.single(run.text)
    if run.is_mark:
        return text
    if not run.is_italic and run.target is None:
        return _words(text)
    core = text.strip(f" {BREAK}")
    if not core:
        return text
    start = text.index(core)
    words = _words(core) if run.target is None else _link(core, run.target)
    leans = run.is_italic and any(map(str.isalpha, core))
    return f"{text[:start]}{f'*{words}*' if leans else words}{text[start + len(core) :]}"


def _words(text: str) -> str:
    """Words of which nothing reads as Markdown."""
    text = _plain_signs(text)
    return _LIKE_A_LINK.sub(r"]\\", text) if "](" in text else text


def _link(text: str, target: str) -> str:
    return f"[{_BRACKETS.sub(lambda match: chr(92) + match.group(), _plain_signs(text))}]({target})"


def _plain_signs(text: str) -> str:
    return _SPECIAL.sub(_escaped, text) if any(map(text.__contains__, _SPECIAL_SIGNS)) else text


def _joined(parts: Iterable[str]) -> str:
    """The set runs one after another; italics that touch are one stretch of italics."""
    joined: list[str] = []
    for part in filter(None, parts):
        last = joined[-1] if joined else ""
        if part.startswith("*") and last.endswith("*") and not last.endswith(r"\*"):
            joined[-1] = last[:-1] + part[1:]
        else:
            joined.append(part)
    return "".join(joined)


def _no_heading(line: str) -> str:
    return _LIKE_A_HEADING.sub(r"\\", line) if line.startswith("#") else line


def _escaped(match: re.Match[str]) -> str:
    """A sign that would be read as Markdown, kept; a raised digit, which here marks no note, as a digit."""
    at = SUPERSCRIPTS.find(match.group())
    return str(at) if at >= 0 else f"\\{match.group()}"


def _mark(marker: str) -> str:
    """A mark as raised digits; a star or a letter stays as it is printed."""
    return superscript(marker) if marker.isdigit() else _SPECIAL.sub(_escaped, marker)
