"""What a labelled document is known to say, written so that it can be compared with what was read of it.

A field is a list of short strings on both sides. Two spellings of one thing are one string: titles and
opening phrases are folded to words, symbols to their base, an opening phrase stands after the number of its
paragraph.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cronica.flows.language.superscripts import SUPERSCRIPTS

FIELDS = (
    "read", "symbol", "session", "issue_date", "adoption_date", "meeting", "title", "agenda_items",
    "citations", "dates", "preamble_openings", "operative_numbers", "operative_openings", "footnotes",
)  # fmt: skip
"""Every field that can be scored, in the order of the report. ``read`` is the document itself."""

IN_ORDER = frozenset({"preamble_openings", "operative_numbers", "operative_openings"})
"""Fields whose values must come in the order of the document."""

BY_HAND = (
    "symbol",
    "session",
    "issue_date",
    "adoption_date",
    "meeting",
    "title",
    "agenda_items",
    "citations",
    "dates",
)
"""Fields a hand label may have."""

SHOWN_OR_NOT = frozenset(
    {"symbol", "session", "adoption_date", "meeting", "agenda_items", "citations", "dates"}
)
"""Fields of a hand label where nothing means that the text shows none: a value read there is wrong."""

BEFORE_MARK = 15
"""Letters and digits before the mark of a note that tell where it stands."""
OF_NOTE = 30
"""Letters and digits a note is known by."""

_ITEM = re.compile(r"(\d+)|\b([a-z]{1,2})\b(?=\s*\))")
_PART = re.compile(r"(A/RES/(?:E?S-)?\d+/\d+)(?:[A-Z](?:-[A-Z])*)")
_OLD_PART = re.compile(r"(A/RES/\d+)[A-Z]?(\((?:E?S-)?[IVXL]+\))[A-Z]?")
_BRACKET = re.compile(r"\((?:PARTS?|SECT|VOL|INTRO|SUPP|CHAP|ANNEX|RESUM)[^)]*\)$")

_ARABIC_STROKES = "\u0640\u064b-\u0652"
"""What fills an Arabic line, and the marks of its vowels; as for a character class."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A field whose label contradicts itself: it is shown, and not counted."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of one document.

    Attributes:
        name: the file the label belongs to.
        style: how it is printed.
        wanted: field → values; a field that is not there is not known and not counted.
        optional: field → what the source leaves open. A value read that one of these begins with (a citation
            that ends in one of them) is not counted.
        printed: the text squeezed; a symbol that stands in it whole may be cited without a label.
        faults: fields left out because the source contradicts itself.
    """

    name: str
    style: str
    wanted: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    printed: str = ""
    faults: tuple[Fault, ...] = ()


def folded(text: str) -> str:
    """Lower-case words with single blanks; compatibility forms, punctuation, Arabic strokes folded away."""
    plain = unicodedata.normalize("NFKC", re.sub(f"[{SUPERSCRIPTS}{_ARABIC_STROKES}]", "", text)).lower()
    return re.sub(r"\W+", " ", plain).strip()


def squeezed(text: str) -> str:
    """Upper-case text without blanks, escapes and marks; one hyphen for all."""
    plain = re.sub(rf"[\s\u00a0\\*{SUPERSCRIPTS}]", "", text.replace("](#)", ""))
    return re.sub("[\u2010\u2011\u2012\u2013]", "-", plain).upper()


def document_symbol(symbol: str) -> str:
    """A document's own symbol, parts included: ``A/RES/75/101 A-B`` → ``A/RES/75/101A-B``."""
    return squeezed(symbol).rstrip(".")


def cited_symbol(symbol: str) -> str:
    """The document a citation means: letters of parts, and volumes and sections in brackets, are left out."""
    whole = document_symbol(symbol)
    for pattern, kept in ((_PART, r"\1"), (_OLD_PART, r"\1\2")):
        if match := pattern.fullmatch(whole):
            return match.expand(kept)
    return _BRACKET.sub("", whole)


def is_printed(symbol: str, printed: str) -> bool:
    """Whether a symbol stands whole in a squeezed text; of a decision only its number is ever printed."""
    return cited_symbol(symbol).removeprefix("A/DEC/") in printed


def agenda_items(line: str) -> tuple[str, ...]:
    """The items of an agenda line: ``Temas 20 y 78 a) y b) del programa`` → ``20 78(a) 78(b)``."""
    found: dict[str, list[str]] = {}
    last = ""
    for number, letter in _ITEM.findall(line.lower().replace("(", " ")):
        if number:
            last = number
            found.setdefault(last, [])
        elif last:
            found[last].append(f"{last}({letter})")
    return tuple(item for number, letters in found.items() for item in letters or [number])


def opening(number: str, words: str) -> str:
    """One value for an opening phrase and the number of its paragraph; the number may be empty."""
    return f"{number.strip().strip('.')}. {folded(words)}"


def footnote(before: str, note: str) -> str:
    """One value for the mark of a note in its place and the note it leads to."""
    place, words = (re.sub(rf"[\W_{_ARABIC_STROKES}]", "", text).lower() for text in (before, note))
    return f"{place[-BEFORE_MARK:]}|{words[:OF_NOTE]}"


def read_gold(path: Path, folder: Path) -> Iterator[tuple[Label, Path]]:
    """Hand labels, a JSON object a line, each with the text it belongs to.

    Args:
        path: the labels.
        folder: where the texts lie under the name in ``file``.

    Raises:
        ValueError: a line is no JSON object with a ``file``.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                gold = json.loads(line)
                name = str(gold["file"])
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path.name}, line {number}: not a label with a file ({error!r})") from None
            yield Label(name, str(gold.get("style") or "text"), _hand_values(gold)), folder / name


def _hand_values(gold: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    stated: dict[str, Any] = {
        "symbol": gold.get("symbol") and document_symbol(gold["symbol"]),
        "session": gold.get("session"),
        "issue_date": gold.get("doc_date"),
        "adoption_date": gold.get("closing_date") or gold.get("adoption_date"),
        "meeting": gold.get("meeting"),
        "title": gold.get("title") and folded(gold["title"]),
    }
    values: dict[str, tuple[str, ...]] = {
        name: (str(value),) if value else () for name, value in stated.items()
    }
    if "agenda_text" in gold:
        values["agenda_items"] = tuple(
            item for line in gold["agenda_text"] or () for item in agenda_items(line)
        )
    elif "agenda_items" in gold:
        values["agenda_items"] = tuple(str(item) for item in gold["agenda_items"] or ())
    if "cited_symbols" in gold:
        values["citations"] = tuple(dict.fromkeys(cited_symbol(symbol) for symbol in gold["cited_symbols"]))
    if "dates" in gold:
        values["dates"] = tuple(dict.fromkeys(gold["dates"]))
    names = {"issue_date": "doc_date", "agenda_items": "agenda_text", "citations": "cited_symbols"}
    return {
        name: value
        for name, value in values.items()
        if value or (name in SHOWN_OR_NOT and (name in gold or names.get(name) in gold))
    }
