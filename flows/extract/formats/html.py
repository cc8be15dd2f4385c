"""HTML: the running text of a page, without what frames it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cronica.flows.extract.extracted import Extracted, Reason, Unreadable
from cronica.flows.extract.formats.runs import Run, note_mark, numeral, raised, row, write
from cronica.flows.extract.text.decode import decode

DEEPEST = 512
"""Levels of nested elements; the parser's time grows with the square of the depth."""

_TAGS = {
    kind: frozenset(tags.split())
    for kind, tags in {
        "not_text": "script style noscript template form nav iframe object svg math head title select "
        "button textarea",
        "block": "address article aside blockquote body center caption dd details dialog div dl dt fieldset "
        "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main p section summary",
        "emphasis": "em i strong b cite dfn",
        "telling": "em i strong b cite dfn article main",
        # Elements that need no end tag, so that a start tag says nothing about depth.
        "left_open": "area base br col embed hr img input link meta source track wbr p li dt dd tr td th "
        "option",
    }.items()
}
_FRAME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))

_FRAME_NAME = re.compile(
    r"(?:^|[-_])(?:cookies?|consent|gdpr|breadcrumbs?|share|sharing|menu|navbar|nav|sidebar|related|"
    r"newsletter|banner|toolbar|pagination|pager|skip|print)(?:[-_]|$)",
    re.IGNORECASE,
)
"""Names of classes and ids that pages give to what frames the text."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*+)")
_DRAWN = ("svg", "math")
"""Elements in which any element may close itself."""
_SITE = re.compile(r"\s+(?:[|·»«—–-]|::)\s+")
"""What stands between the title of a page and the name of its site."""
_PUBLISHED = (
    'meta[property="article:published_time"]',
    'meta[itemprop="datePublished"]',
    'meta[name="date"]',
    'meta[name="DC.date.issued"]',
    'meta[name="dcterms.issued"]',
)
_LONGEST_MENU_ITEM = 4
"""Words."""
_FEWEST_LINKS = 2
"""Links of a row over a text, at least."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SET_OFF = re.compile(r"font-style\s*:\s*italic|font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LIST_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "",
}
_NOTE_LINK = re.compile(r"#_?(?:s?d?(?:foot|end)note|fn|ftn|edn|cite_|ref|note|nota)", re.IGNORECASE)
_NOTE_ID = re.compile(r"_?(?:(?:foot|end)note|fn|ftn|edn|cite_note|note|nota)[-_:.]?\w*\d", re.IGNORECASE)
_NOTES_CLASS = re.compile(r"(?:foot|end)notes?|fn-?\d{1,3}|references|reflist", re.IGNORECASE)
_NOTES_ROLE = re.compile(r"doc-(?:foot|end)notes?")
_NUMBER = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")
_BACK = re.compile(r"[\s↩↑⤴⏎^\ufe0e\ufe0f]+")


_Attributes = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the text at a place in the tree."""

    emphasis: bool = False
    target: str | None = None
    in_article: bool = False
    in_notes: bool = False
    page: int = 0
    """Characters of the whole page."""


def read(data: bytes) -> Extracted:
    """Read a page.

    Raises:
        Unreadable: the bytes are no text, or the elements are nested too deep.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared[1].decode() if declared else None)
    if _depth(decoded.text) > DEEPEST:
        raise Unreadable(Reason.TOO_LARGE, f"has elements nested more than {DEEPEST} deep")
    document = LexborHTMLParser(decoded.text)
    body = document.body
    if body is None:
        return Extracted("", decoded.charset)
    article = _article(body)
    walk = _Walk(has_heading=bool(body.css("h1")))
    walk.children(article or body, _Place(in_article=article is not None, page=len(body.text())))
    walk.end()
    statements = dict(_statements(document, body))
    return Extracted("\n\n".join(walk.paragraphs), decoded.charset, statements=statements)


def _statements(document: LexborHTMLParser, body: LexborNode) -> Iterator[tuple[str, str]]:
    """The title of the page, which its one heading gives before the title element, and its day."""
    headings = [_plain(each.text()) for each in body.css("h1")]
    title = document.css_first("head > title")
    if len(headings) == 1 and headings[0]:
        yield "page_title", headings[0]
    elif not headings and title and (named := _SITE.split(_plain(title.text()))[0]):
        yield "page_name", named
    for place in _PUBLISHED:
        found = document.css_first(place)
        if found and (day := _DAY.match(found.attributes.get("content") or "")):
            yield "published", day[1]
            return


def _plain(text: str) -> str:
    return " ".join(text.split())


def _is_menu(node: LexborNode) -> bool:
    """Whether a list is of short items: over the heading of a page it leads to others."""
    items = [each.text().split() for each in node.css("li")]
    return len(items) > 1 and all(len(words) <= _LONGEST_MENU_ITEM for words in items)


def _is_row_of_links(node: LexborNode) -> bool:
    """Whether a block is nothing but short links: over the text of a page they lead to others."""
    links = [each.text() for each in node.css("a")]
    if len(links) < _FEWEST_LINKS or any(len(words.split()) > _LONGEST_MENU_ITEM for words in links):
        return False
    letters = sum(map(str.isalpha, node.text()))
    return letters == sum(map(str.isalpha, "".join(links))) and not any(map(str.isdigit, node.text()))


def _depth(text: str) -> int:
    """How deep elements are nested, at most."""
    depth = deepest = 0
    is_open: Counter[str] = Counter()
    for closes, tag, rest in _TAG.findall(text):
        name = tag.lower()
        if name in _TAGS["left_open"] or (closes and not is_open[name]):
            continue
        if rest.endswith("/") and any(is_open[drawn] for drawn in _DRAWN):
            continue
        step = -1 if closes else 1
        is_open[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _article(body: LexborNode) -> LexborNode | None:
    """The element that holds what the page is about, if it marks one and most text is in it."""
    for name in ("main", "article"):
        found = body.css(name)
        if len(found) == 1 and 2 * len(found[0].text()) > len(body.text()):
            return found[0]
    return None


class _Walk:
    """Goes through the tree and writes paragraphs."""

    def __init__(self, *, has_heading: bool = False) -> None:
        self.has_heading = has_heading
        self.paragraphs: list[str] = []
        self._runs: list[Run] = []
        self._label = ""

    def end(self) -> None:
        """End the paragraph that is being written."""
        text = write(self._runs)
        self._runs = []
        if text:
            is_labelled = text.startswith(self._label.strip())
            self.paragraphs.append(text if is_labelled else self._label + text)
            self._label = ""

    def children(self, node: LexborNode, place: _Place) -> None:
        """Write what is in an element."""
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                self._add(re.sub(r"[^\S\u00a0]+", " ", child.text_content or ""), place)
            else:
                self._element(child, place)

    def _element(self, node: LexborNode, around: _Place) -> None:
        tag, attributes = node.tag or "", node.attributes
        if _is_left_out(node, attributes, around):
            return
        is_plain = not attributes and tag not in _TAGS["telling"]
        place = around if is_plain else _entered(tag, attributes, around)
        if tag == "br":
            self._break()
        elif tag in ("ol", "ul", "menu"):
            if self.paragraphs or not self.has_heading or not _is_menu(node):
                self._list(node, place)
        elif tag == "table":
            self._table(node, place)
        elif tag == "pre":
            self.end()
            self.paragraphs.append(node.text().strip("\n"))
        elif tag in _TAGS["block"]:
            self.end()
            if self.paragraphs or not _is_row_of_links(node):
                self.children(node, place)
            self.end()
        elif _is_raised(node, attributes):
            self._add(raised(node.text()), place)
        elif tag == "q":
            self._add("“", place)
            self.children(node, place)
            self._add("”", place)
        else:
            self.children(node, place)

    def _add(self, text: str, place: _Place) -> None:
        self._runs.append(Run(text, place.emphasis, place.target))

    def _break(self) -> None:
        """A line's end; two of them end the paragraph."""
        while self._runs and self._runs[-1].text == " ":
            self._runs.pop()
        if self._runs and self._runs[-1].text == "\n":
            self.end()
        else:
            self._runs.append(Run("\n"))

    def _list(self, node: LexborNode, place: _Place) -> None:
        style = _list_style(node)
        number = _integer(node, "start", 1)
        self.end()
        for item in node.iter():
            if item.tag != "li":
                self._element(item, place)
                continue
            number = _integer(item, "value", number)
            if place.in_notes or _NOTE_ID.match(item.attributes.get("id") or ""):
                self._label += f"{note_mark(number)} "
            elif style:
                self._label += _label(number, style)
            self.children(item, replace(place, in_notes=False))
            self.end()
            self._label = ""
            number += 1

    def _table(self, node: LexborNode, place: _Place) -> None:
        self.end()
        for part in node.iter():
            if part.tag == "tr":
                cells = []
                for cell in part.iter():
                    inside = _Walk()
                    inside.children(cell, place)
                    inside.end()
                    cells.append(inside.paragraphs)
                self.paragraphs += row(cells)
            elif part.tag == "caption":
                self._element(part, place)
            else:
                self._table(part, place)


def _is_left_out(node: LexborNode, attributes: _Attributes, place: _Place) -> bool:
    """Not running text: what frames a page, what is not shown, the way back from a note."""
    tag = node.tag or ""
    if tag in _TAGS["not_text"] or not tag[:1].isalpha() or "hidden" in attributes:
        return True
    if _frames(node, attributes, place.page):
        return True
    if _HIDDEN.search(attributes.get("style") or "") or attributes.get("role") in _FRAME_ROLES:
        return True
    if tag == "a" and (attributes.get("href") or "").startswith("#"):
        return bool(_BACK.fullmatch(node.text()))
    if tag == "header":
        return not place.in_article
    if tag in ("footer", "aside"):
        return not any(_holds_notes(each.attributes) for each in (node, *node.css("*")))
    return False


def _frames(node: LexborNode, attributes: _Attributes, page: int) -> bool:
    """A menu, a notice or the like by its class, without the page's heading or most of its text."""
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    if not any(_FRAME_NAME.search(name) for name in named):
        return False
    return node.css_first("h1") is None and 2 * len(node.text()) < page


def _entered(tag: str, attributes: _Attributes, place: _Place) -> _Place:
    return replace(
        place,
        emphasis=place.emphasis
        or tag in _TAGS["emphasis"]
        or bool(_SET_OFF.search(attributes.get("style") or "")),
        target=(attributes.get("href") if tag == "a" else None) or place.target,
        in_article=place.in_article or tag in ("article", "main"),
        in_notes=place.in_notes or _holds_notes(attributes),
    )


def _holds_notes(attributes: _Attributes) -> bool:
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    is_named = any(_NOTES_CLASS.fullmatch(name) for name in named)
    return is_named or bool(_NOTES_ROLE.fullmatch(attributes.get("role") or ""))


def _is_raised(node: LexborNode, attributes: _Attributes) -> bool:
    """Set above the line, or a number that links to a note or back from it."""
    if node.tag == "sup" or _RAISED.search(attributes.get("style") or ""):
        return True
    leads = attributes.get("role") == "doc-noteref" or _NOTE_LINK.match(attributes.get("href") or "")
    return node.tag == "a" and bool(leads) and bool(_NUMBER.fullmatch(node.text()))


def _list_style(node: LexborNode) -> str:
    """How the items are numbered: as in ``numeral``, ``*`` for a bullet, empty for nothing."""
    named = _LIST_STYLE.search(node.attributes.get("style") or "")
    ordered = node.attributes.get("type") or "1" if node.tag == "ol" else "*"
    return _LIST_STYLES.get(named[1].lower(), ordered) if named else ordered


def _label(number: int, style: str) -> str:
    if style == "*":
        return "• "
    return f"{numeral(number, style)}{')' if style in ('a', 'i') else '.'} "


def _integer(node: LexborNode, attribute: str, otherwise: int) -> int:
    value = (node.attributes.get(attribute) or "").strip()
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else otherwise
