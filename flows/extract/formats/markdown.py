"""Markdown: front matter read as metadata; HTML tags and pictures left out of the text.

What is left out becomes blanks, so that every character keeps its place in the file.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import yaml

from cronica.flows.extract.extracted import Extracted
from cronica.flows.extract.text.decode import decode
from cronica.flows.language import fold
from cronica.flows.language.identify import languages
from cronica.schemas.language import Layout

_YAML = re.compile(r"\ufeff?\s*---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_PLAIN = re.compile(r"([^\W\d][\w -]{0,20}):[^\n]*\n(?:[^\W\d][\w -]{1,20}:[^\n]*\n){1,11}\s*\n")
"""Lines of a name and a value over a text, with nothing around them; the first is a known name."""
_FIRST_NAMES = frozenset({"title", "url", "source", "author", "date", "published"})
_SETEXT = re.compile(r"^={3,}[ \t]*$|(?<=[^\s#])[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
"""The line drawn under a title, and the marks that close one."""
_TOML = re.compile(r"\ufeff?\s*\+\+\+[ \t]*\r?\n(.*?\r?\n)\+\+\+[ \t]*(?:\r?\n|$)", re.DOTALL)
_JSON = re.compile(r"\ufeff?\s*(?=\{)")
_LONGEST_FRONT_MATTER = 20_000
"""Characters; what begins like front matter and is longer is text."""
_TITLE = ("title", "headline")
_DATE = ("date", "published", "pubDate", "publishDate", "date_published", "datePublished", "created")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_LONGEST_DAY = 40
"""Characters of a day written otherwise."""

_BLOCK = (
    "address article aside blockquote body center div dl dt dd figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_INLINE = (
    "a abbr b big br cite code dfn em font i iframe img ins kbd mark q s samp small source span strike "
    "strong sub sup tt u var wbr"
)
_TAG = re.compile(rf"</?({'|'.join((_BLOCK + ' ' + _INLINE).split())})(?:\s[^<>]*+)?/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->)){0,5000}+-->")
_PICTURE = re.compile(r"!\[[^\[\]\n]*+\]\([^()\n]*+\)")
_ROW_OF_LINKS = re.compile(r"\s*(?:\[[^\[\]\d\n]{1,30}\]\([^()\s]*\)[ \t|/>»•·-]*){2,10}(?=\n|$)")
"""Links to other pages over a text."""
_TEMPLATE = re.compile(r"\{%[^%\n]{0,200}%\}|\{\{[^{}\n]{0,200}\}\}")
"""What a site's generator puts in: ``{% include menu.html %}``."""
_QUOTE = re.compile(r"^(?:[ \t]{0,3}>)+ ?", re.MULTILINE)
_UNDERLINES = re.compile(r"(?<![\w_])(_{1,2})([^\s_](?:[^_\n]{0,300}[^\s_])?)\1(?![\w_])")
"""An emphasis marked with underlines, which is read as one of stars."""
_TABLE = re.compile(
    r"^[ \t]*\|(?=[ \t:|]*-)[ \t:|-]+$|^[ \t]*\|[ \t|]*(?=.*\|[ \t]*$)|(?<=[^\s|])[ \t]*\|[ \t|]*$",
    re.MULTILINE,
)
"""The rule under a table's head, and the marks at both ends of its rows."""
_NEXT_ITEM = re.compile(
    r"\n(?=[ \t]*[-*+•][ \t]+\S)|(?:(?<=\n)|^)[ \t]*\d{1,3}[.)][ \t][^\n]*\n(?=[ \t]*\d{1,3}[.)][ \t])"
)
"""The end of the line over an item of a list."""
_PARAGRAPH_END = "\u2029"
_UNSEEN = "\u200b"
_AT_LINE_START = re.compile(rf"^[ \t]*{_UNSEEN}[ \t{_UNSEEN}]*", re.MULTILINE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_BLOCKS = frozenset(_BLOCK.split())


def read(data: bytes) -> Extracted:
    """Decode a Markdown file.

    Raises:
        Unreadable: the bytes are no text.
    """
    decoded = decode(data)
    end, said = _front_matter(decoded.text)
    text = _blank(decoded.text[:end]) + decoded.text[end:]
    if row := _ROW_OF_LINKS.match(text, end):
        text = text[:end] + _blank(row.group()) + text[row.end() :]
    over_items = [match.end() - 1 for match in _NEXT_ITEM.finditer(text)]
    for pattern in (_COMMENT, _TEMPLATE, _PICTURE, _QUOTE, _TABLE, _SETEXT):
        text = pattern.sub(lambda match: _blank(match.group()), text)
    text = _UNDERLINES.sub(lambda match: match.group().replace(match[1], "*" * len(match[1])), text)
    text = _AT_LINE_START.sub(lambda match: _blank(match.group()), _TAG.sub(_untagged, text))
    characters = list(_ENTITY.sub(_character, text))
    for at in over_items:
        characters[at] = _PARAGRAPH_END
    return replace(decoded, text="".join(characters), statements=_statements(said))


def _front_matter(text: str) -> tuple[int, Mapping[str, Any]]:
    """Where the front matter ends, and what it says."""
    head = text[:_LONGEST_FRONT_MATTER]
    try:
        if match := _YAML.match(head):
            # Strings, lists and mappings alone: a date that is none spoils nothing.
            said = yaml.load(match[1], yaml.BaseLoader)
            return (match.end(), said) if isinstance(said, dict) else (0, {})
        if (match := _PLAIN.match(head)) and fold(match[1]).strip() in {*_FIRST_NAMES, *_named()[0]}:
            return match.end(), {
                name.strip().lower(): value.strip()
                for name, value in re.findall(r"^([^:\n]+):(.*)$", match[0], re.MULTILINE)
            }
        if match := _TOML.match(head):
            pairs = re.findall(r"^\s*([\w-]+)\s*=\s*[\"']?(.*?)[\"']?\s*$", match[1], re.MULTILINE)
            return match.end(), dict(pairs)
        if match := _JSON.match(head):
            said, end = json.JSONDecoder().raw_decode(head, match.end())
            return (end, said) if isinstance(said, dict) else (0, {})
    except (yaml.YAMLError, ValueError, RecursionError):
        return _unparsed(head)
    return 0, {}


def _unparsed(head: str) -> tuple[int, Mapping[str, Any]]:
    """Front matter that breaks the rules of YAML: its lines of a name and a value."""
    match = _YAML.match(head)
    pairs = (
        re.findall(r"^([\w-]+):[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$", match[1], re.MULTILINE) if match else []
    )
    return (match.end(), dict(pairs)) if match and pairs else (0, {})


def _statements(said: Mapping[str, Any]) -> dict[str, str]:
    """The title and the day, in the names that all formats use."""
    titles, days = _named()
    named = {fold(str(name)): value for name, value in said.items()}
    title = next((named[name] for name in titles if isinstance(named.get(name), str)), "")
    written = next((str(named[name]) for name in days if named.get(name)), "")
    day = match[1] if (match := _DAY.match(written)) else written
    stated = {"title": " ".join(title.split()), "published": day if len(day) <= _LONGEST_DAY else ""}
    return {name: value for name, value in stated.items() if value}


@cache
def _named() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a title and a day are called, in each language: that of the document is not known yet."""
    packs = [language.pack(Layout).front_matter for language in languages()]
    titles = (*_TITLE, *(name for pack in packs for name in pack.title))
    days = (*_DATE, *(name for pack in packs for name in pack.published))
    return tuple(map(fold, titles)), tuple(map(fold, days))


def _blank(text: str) -> str:
    """Blanks in place of a text; its line ends stay."""
    return re.sub(r"[^\n]", " ", text)


def _untagged(match: re.Match[str]) -> str:
    """As many characters as a tag has: a line's end where it ends one, else what nobody sees."""
    name, length = match[1].lower(), len(match.group())
    if name in _BLOCKS:
        return "\n\n".rjust(length)
    if name == "br":
        return (
            _blank(match.group())
            if match.string[match.end() : match.end() + 1] in "\r\n"
            else "\n".rjust(length)
        )
    return (" " if match.string[max(0, match.start() - 1) : match.start()].isspace() else _UNSEEN) * length


def _character(match: re.Match[str]) -> str:
    """The character that an entity stands for, and as many unseen ones as keep the places of what follows."""
    return html.unescape(match.group())[:1].ljust(len(match.group()), _UNSEEN)
