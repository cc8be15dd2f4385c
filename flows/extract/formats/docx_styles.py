"""What a Word file keeps apart from its text: styles, and the numbers Word prints before paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from cronica.flows.extract.formats.runs import numeral

_FORMATS = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_DASHES = "-–—"
_PLACE = re.compile(r"%(\d)")


def value(element: Any, name: str) -> str | None:
    """The ``w:val`` of a child element, None without that child."""
    child = None if element is None else element.find(qn(name))
    return None if child is None else child.get(qn("w:val"), "")


def is_on(element: Any, name: str) -> bool:
    """A child element that switches something on."""
    return value(element, name) not in (None, "0", "false", "off", "none")


def integer(text: str | None, otherwise: int) -> int:
    """The text as a number."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise


class Styles:
    """The styles of a file by id; a style without a property has that of the style it is based on."""

    def __init__(self, styles: Iterable[Any]) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in styles}

    def properties(self, style_id: str | None, name: str) -> Iterable[Any]:
        """The style's ``w:rPr`` or ``w:pPr`` and those of the styles it is based on, nearest first."""
        seen: set[str | None] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            if (found := style.find(qn(name))) is not None:
                yield found
            style_id = value(style, "w:basedOn")


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str
    text: str
    start: int
    restarts: bool

    @classmethod
    def of(cls, element: Any) -> _Level:
        return cls(
            number_format=value(element, "w:numFmt") or "decimal",
            text=value(element, "w:lvlText") or "",
            start=integer(value(element, "w:start"), 1),
            restarts=value(element, "w:lvlRestart") != "0",
        )

    def written(self, number: int) -> str:
        """A number of this level."""
        if self.number_format == "decimalZero":
            return f"{number:02}"
        if self.number_format == "ordinal":
            return f"{number}º"
        return numeral(number, _FORMATS.get(self.number_format, "1"))


@dataclass(slots=True)
class _List:
    """A numbered list: its levels and how far each has counted."""

    levels: Mapping[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)

    def next(self, at: int) -> str:
        """The label of the list's next paragraph on a level."""
        level = self.levels[at]
        self.counted[at] = self.counted.get(at, level.start - 1) + 1
        for deeper, below in self.levels.items():
            if deeper > at and below.restarts:
                self.counted.pop(deeper, None)
        if level.number_format == "bullet":
            return level.text if level.text in _DASHES else "•"
        if level.number_format == "none":
            return ""
        return _PLACE.sub(lambda match: self._number(int(match[1]) - 1), level.text)

    def _number(self, at: int) -> str:
        level = self.levels.get(at)
        return level.written(self.counted.get(at, level.start)) if level else ""


class Numbering:
    """Counts numbered paragraphs as Word does."""

    def __init__(self, numbering: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        if numbering is None:
            return
        for element in numbering.iterfind(qn("w:num")):
            number = element.get(qn("w:numId"))
            self._of_number[number] = value(element, "w:abstractNumId") or ""
            self._starts[number] = {
                integer(override.get(qn("w:ilvl")), 0): integer(value(override, "w:startOverride"), 1)
                for override in element.iterfind(qn("w:lvlOverride"))
                if value(override, "w:startOverride") is not None
            }
        for element in numbering.iterfind(qn("w:abstractNum")):
            self._lists[element.get(qn("w:abstractNumId"))] = _List(
                {
                    integer(level.get(qn("w:ilvl")), 0): _Level.of(level)
                    for level in element.iterfind(qn("w:lvl"))
                }
            )

    def label(self, properties: Any) -> str:
        """The label Word prints before a paragraph, empty for none.

        Args:
            properties: its ``w:pPr``, or None.
        """
        number, at = self._place(properties)
        listed = self._lists.get(self._of_number.get(number, ""))
        if listed is None or at not in listed.levels:
            return ""
        # A list that starts anew does so the first time it is used.
        for level, start in self._starts.pop(number, {}).items():
            listed.counted[level] = start - 1
        return listed.next(at)

    def _place(self, properties: Any) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else its style's."""
        own = [] if properties is None else [properties]
        number = at = None
        for each in (*own, *self._styles.properties(value(properties, "w:pStyle"), "w:pPr")):
            numbered = each.find(qn("w:numPr"))
            number = number or value(numbered, "w:numId")
            at = at or value(numbered, "w:ilvl")
        return number or "", integer(at, 0)
