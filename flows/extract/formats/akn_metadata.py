"""What an Akoma Ntoso document of the United Nations (AKN4UN) states of itself, word for word.

Nothing is interpreted here: numbers, names and lists are as the file spells them, and what it leaves empty is
left out. ``cronica.flows.interpret.stated`` makes values of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from cronica.flows.extract.formats.akn_inline import plain

_DASH = re.compile(r"^[-–—]\s+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_DAY = "0001-01-01"
"""What the files give for a step whose day is not known."""

Statements = dict[str, Any]


def read_metadata(root: etree._Element) -> Statements:
    """The statements of a document about itself; keys with nothing to say are left out.

    Keys: ``uri``, ``language`` (ISO 639-2), ``type``, ``symbol``, ``title``, ``session``, ``agenda_items``
    (list of ``text`` and ``title``), ``issue_date``, ``adoption_date``, ``closing_date`` (ISO days),
    ``meeting``, ``origin`` (what the text was adopted on), ``steps`` (list of ``outcome``, ``date``,
    ``symbol``, ``by``), ``vote`` (``outcome`` and ``counts``, a list of ``side``, ``stated``, ``voters``),
    ``subjects`` (list of ``vocabulary``, ``subject``, ``uri``).
    """
    # A resolution in parts is a collection with statements of its own, followed by its parts.
    main = next((child for child in root if child.find("{*}meta") is not None), root)
    work = main.find(".//{*}FRBRWork")
    expression = main.find(".//{*}FRBRExpression")
    return _said(
        uri=_attribute(work, "{*}FRBRuri", "value"),
        language=_attribute(expression, "{*}FRBRlanguage", "language"),
        type=_type(root),
        symbol=_symbol(main),
        title=_title(main),
        session=_attribute(main, ".//{*}session", "value"),
        agenda_items=list(_agenda_items(main)),
        issue_date=_day(_attribute(main, "{*}coverPage//{*}docDate", "date"))
        or _day(_attribute(expression, "{*}FRBRdate", "date")),
        adoption_date=_day(_attribute(work, '{*}FRBRdate[@name="adoption"]', "date")),
        closing_date=_day(_attribute(root, ".//{*}conclusions//{*}docDate", "date")),
        meeting=_meeting(root),
        origin=_text(main.find("{*}coverPage//{*}docProponent")),
        steps=[step for step in map(_step, main.iterfind(".//{*}step")) if step.keys() > {"outcome"}],
        vote=_vote(main.find(".//{*}voting")),
        subjects=[_subject(keyword) for keyword in main.iterfind(".//{*}classification/{*}keyword")],
    )


def _said(**values: Any) -> Statements:
    return {key: value for key, value in values.items() if value}


def _text(element: etree._Element | None) -> str:
    return "" if element is None else plain(element)


def _symbol(main: etree._Element) -> str:
    marked = main.find('{*}coverPage//{*}docNumber[@refersTo="#symbol"]')
    return _text(main.find("{*}coverPage//{*}docNumber") if marked is None else marked)


def _attribute(element: etree._Element | None, path: str, name: str) -> str:
    found = None if element is None else element.find(path)
    return "" if found is None else " ".join((found.get(name) or "").split())


def _day(value: str) -> str:
    return value if _DAY.fullmatch(value) and value != _NO_DAY else ""


def _type(root: etree._Element) -> str:
    """The kind of document; a collection's is that of its parts."""
    return _attribute(root, ".//{*}statement", "name") or next(
        (name for child in root if (name := child.get("name"))), ""
    )


def _title(main: etree._Element) -> str:
    """The title without the dash that parts it from its number, as Arabic files have it."""
    return _DASH.sub("", " ".join(map(plain, main.findall("{*}preface//{*}docTitle"))))


def _agenda_items(main: etree._Element) -> Iterator[Statements]:
    """The items of the masthead, each with the title lines that follow it."""
    item: Statements = {}
    for element in main.iterfind("{*}coverPage//{*}inline"):
        match element.get("name"):
            case "agenda item":
                if item:
                    yield item
                item = _said(text=plain(element))
            case "agenda item name" if title := plain(element):
                item["title"] = f"{item['title']} {title}" if "title" in item else title
    if item:
        yield item


def _meeting(root: etree._Element) -> str:
    element = root.find('.//{*}inline[@name="adoptionMeeting"]')
    return "" if element is None else (element.get("title") or "").strip() or plain(element)


def _step(step: etree._Element) -> Statements:
    values = {name: " ".join((step.get(name) or "").split()) for name in ("outcome", "as", "by")}
    return _said(
        outcome=values["outcome"], date=_day(step.get("date") or ""), symbol=values["as"], by=values["by"]
    )


def _vote(voting: etree._Element | None) -> Statements:
    if voting is None:
        return {}
    counts = [
        {
            "side": count.get("refersTo") or "",
            "stated": count.get("value") or "",
            "voters": [name for voter in count.iterfind(".//{*}organization") if (name := plain(voter))],
        }
        for count in voting.iterfind("{*}count")
    ]
    return _said(outcome=" ".join((voting.get("outcome") or "").split()), counts=counts)


def _subject(keyword: etree._Element) -> Statements:
    return _said(
        vocabulary=keyword.get("dictionary") or "",
        subject=keyword.get("showAs") or keyword.get("value") or "",
        uri=keyword.get("href") or "",
    )
