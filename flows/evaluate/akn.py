"""Read the labels of a UN document, and the document to set down, off its AKN4UN markup.

This reads the markup for itself and shares nothing with the pipeline's own reader of the format, so that
neither can hide a mistake of the other.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from babel import Locale

from cronica.flows.evaluate import labels
from cronica.flows.evaluate.akn_text import all_of, read_text, words_of
from cronica.flows.evaluate.labels import Fault, Label
from cronica.flows.evaluate.styles import Printed
from cronica.flows.language.identify import iso_639_1, language_for

_DOCUMENT_HOST = re.compile(r"(?:^|\.)(?:undocs\.org|docs\.un\.org)$")
_LANGUAGE_OF_LINK = re.compile(r"^/(?:(?:ar|en|es|fr|ru|zh|sp|ch)/)?", re.IGNORECASE)
_SHORT_WORD = r"(?:[^\W\d_]{1,3}\W+)?"
_DAY = re.compile(rf"(\d{{1,2}})\W+{_SHORT_WORD}([^\W\d_]+)\W+{_SHORT_WORD}(\d{{4}})")
"""A day in words; between its parts a language may put a short one."""


class NoLabel(Exception):
    """A file that cannot be used as a label."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document to set down, and what its markup says of it; style and text of the label are yet to come."""

    document: Printed
    label: Label
    language: str


def read(path: Path) -> Labelled:
    """Read one file.

    Raises:
        NoLabel: it cannot be read, is not well formed, or is no AKN document with a symbol.
    """
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, OSError) as error:
        raise NoLabel(f"not well-formed XML: {error}") from None
    symbol = words_of(_first(root, "coverPage", "docNumber"))
    if not symbol:
        raise NoLabel("no AKN document: there is no coverPage with a docNumber")
    language = _language(root)
    facts, faults = _facts(root, symbol, language)
    text = read_text(root)
    links, wrong, unsettled = _links(text.links)
    wanted = facts | {
        "citations": tuple(sorted(links - {labels.cited_symbol(symbol)})),
        "preamble_openings": tuple(text.preamble),
        "operative_openings": tuple(text.operative),
        "operative_numbers": tuple(text.numbers),
        "footnotes": tuple(text.footnotes),
    }
    label = Label(
        name=path.name,
        style="",
        wanted={field: values for field, values in wanted.items() if values},
        optional={field: tuple(values) for field, values in text.optional.items()} | {"citations": unsettled},
        faults=(*faults, *wrong),
    )
    job = (words_of(_first(root, "docketNumber")).split() or [""])[0]
    return Labelled(Printed(symbol, job, tuple(text.blocks), language), label, language)


def _language(root: Element) -> str:
    named = _first(root, "FRBRlanguage")
    code = named.get("language", "") if named is not None else ""
    return iso_639_1().get(code, code)


def _facts(root: Element, symbol: str, language: str) -> tuple[dict[str, tuple[str, ...]], list[Fault]]:
    """The values of the head, and those left out because the source contradicts itself."""
    closing, issued = _first(root, "conclusions", "docDate"), _first(root, "coverPage", "docDate")
    session, meeting = _first(root, "coverPage", "session"), _first(root, "conclusions", "inline")
    values = {
        "symbol": labels.document_symbol(symbol),
        "session": _digits(_attribute(session, "value")),
        "issue_date": _attribute(issued, "date"),
        "adoption_date": _attribute(closing, "date"),
        "meeting": _digits(words_of(meeting)) or _digits(_attribute(meeting, "title")),
        "title": labels.folded(" ".join(map(words_of, _titles(root)))),
    }
    elsewhere = {
        "session": [_digits(symbol.partition("/RES/")[2].partition("/")[0])],
        "issue_date": [*_dated(root, "publication"), _printed_day([words_of(issued)], language)],
        "adoption_date": [
            *_dated(root, "adoption"),
            _printed_day(map(words_of, all_of(root, "coverPage", "docTitle")), language),
            _printed_day([words_of(closing)], language),
        ],
    }
    faults = [
        Fault(field, f"{values[field]} is {other} elsewhere in the file")
        for field, others in elsewhere.items()
        for other in dict.fromkeys(others)
        if other and values[field] and other != values[field]
    ]
    left_out = {fault.field for fault in faults}
    wanted: dict[str, tuple[str, ...]] = {
        field: (value,) for field, value in values.items() if value and field not in left_out
    }
    lines = [
        words_of(each) for each in all_of(root, "coverPage", "inline") if each.get("name") == "agenda item"
    ]
    letters = str.maketrans(language_for(language).words.letters)
    wanted["agenda_items"] = tuple(
        dict.fromkeys(item for line in lines for item in labels.agenda_items(line.translate(letters)))
    )
    return wanted, faults


def _links(links: Iterable[tuple[str, str]]) -> tuple[set[str], list[Fault], tuple[str, ...]]:
    """The symbols linked to, the links that lead elsewhere than they say, and the words of those.

    A link may say less than its target (``71/6``, or a piece of a link cut in two), or more (a symbol of
    two organs leads to the first).
    """
    right: set[str] = set()
    faults = []
    unsettled = []
    for words, target in links:
        address = urlsplit(target.strip())
        if not _DOCUMENT_HOST.search(address.netloc.lower()):
            continue
        symbol = labels.cited_symbol(_LANGUAGE_OF_LINK.sub("", unquote(address.path)))
        said, meant = set(re.findall(r"\d+", words)), set(re.findall(r"\d+", symbol))
        if said <= meant or meant <= said or labels.squeezed(words) in symbol:
            right.add(symbol)
        else:
            faults.append(Fault("citations", f"the link {words.strip()} leads to {symbol}"))
            unsettled.append(labels.squeezed(words))
    return right, faults, tuple(unsettled)


def _first(element: Element, *names: str) -> Element | None:
    return next(all_of(element, *names), None)


def _titles(root: Element) -> Iterable[Element]:
    """The titles on the first line of the preface; the lines below are those of parts."""
    line = _first(root, "preface", "p")
    return all_of(line, "docTitle") if line is not None else ()


def _attribute(element: Element | None, name: str) -> str:
    return element.get(name, "").strip() if element is not None else ""


def _digits(text: str) -> str:
    match = re.search(r"\d+", text)
    return match.group() if match else ""


def _dated(root: Element, name: str) -> list[str]:
    """The days of one name in the first identification block."""
    identification = _first(root, "identification")
    dates = all_of(identification, "FRBRdate") if identification is not None else ()
    return [each.get("date", "") for each in dates if each.get("name") == name]


def _printed_day(lines: Iterable[str], language: str) -> str:
    """The first day written out, as ISO 8601, though there be no such day; empty if there is none."""
    months = _months(language)
    for day, month, year in _DAY.findall(" ".join(lines).lower()):
        if month in months:
            return f"{year}-{months[month]:02d}-{int(day):02d}"
    return ""


@cache
def _months(language: str) -> dict[str, int]:
    wide = Locale.parse(language).months["format"]["wide"] if language in iso_639_1().values() else {}
    return {name.lower(): number for number, name in wide.items()}
