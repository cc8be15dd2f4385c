"""``cronica compare``: two texts of the release in force, paragraph by paragraph and word by word."""

import html
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

import cronica
from cronica.cli import escape
from cronica.cli.common import write
from cronica.cli.options import JsonOption, WarehouseOption

if TYPE_CHECKING:
    from cronica.flows.assemble.changes import Change, Text
    from cronica.release import Release

STYLES = {"deleted": ("\x1b[31m[-", "-]\x1b[0m"), "inserted": ("\x1b[32m{+", "+}\x1b[0m"), "same": ("", "")}
PLAIN = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}"), "same": ("", "")}
TAGS = {"deleted": ("<del>", "</del>"), "inserted": ("<ins>", "</ins>"), "same": ("", "")}
HEAD = (
    '<!doctype html><meta charset="utf-8"><title>{title}</title><style>body{{font:1rem/1.5 serif;'
    "max-width:48rem;margin:2rem auto;padding:0 1rem}}del{{background:#fdd}}ins{{background:#dfd}}"
    "small{{color:#555}}</style>"
    "<h1>{title}</h1>\n"
)
PARAGRAPHS = """
    SELECT paragraph_id, part, text FROM paragraphs
    WHERE document_id = (SELECT min(document_id) FROM documents WHERE symbol = '{}')
    ORDER BY paragraph_number
"""


def compare(
    before: Annotated[str, typer.Argument(metavar="SYMBOL", help="The text before, such as A/RES/65/122.")],
    after: Annotated[str, typer.Argument(metavar="SYMBOL", help="The later text.")],
    as_json: JsonOption = False,
    as_html: Annotated[bool, typer.Option("--html", help="Answer as a web page.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Show what changed from one text to another, word by word.

    Words that are gone stand in [-…-], new ones in {+…+}. Paragraphs are paired by what they say.

    Example: cronica compare A/RES/65/122 A/RES/73/331
    """
    from cronica.flows.assemble.changes import changes

    if as_json and as_html:
        raise typer.BadParameter("choose one of --json and --html")
    release = cronica.open(warehouse)
    found = changes(_texts(release, before), _texts(release, after))
    if as_json:
        write(escape.json(json.dumps([_row(each) for each in found], ensure_ascii=False, indent=1)))
    elif as_html:
        write(_page(f"{before} → {after}", found))
    else:
        marks = STYLES if sys.stdout.isatty() else PLAIN
        write("\n".join(f"{each.change:8}{_marked(each, marks)}" for each in found))


def _texts(release: "Release", symbol: str) -> "Sequence[Text]":
    from cronica.flows.assemble.changes import Text

    rows = release.sql(PARAGRAPHS.format(symbol.replace("'", "''"))).to_pylist()
    if not rows:
        raise typer.BadParameter(f"there is no document {symbol}; `cronica query documents` lists them")
    return [Text(**row) for row in rows]


def _marked(change: "Change", marks: dict[str, tuple[str, str]]) -> str:
    return " ".join(f"{marks[kind][0]}{escape.line(words)}{marks[kind][1]}" for kind, words in change.words)


def _row(change: "Change") -> dict[str, object]:
    return {
        "change": change.change,
        "similarity": change.similarity,
        "previous_paragraph_id": change.previous and change.previous.paragraph_id,
        "paragraph_id": change.current and change.current.paragraph_id,
        "words": [{"kind": kind, "text": words} for kind, words in change.words],
    }


def _page(title: str, found: "Iterable[Change]") -> str:
    head = HEAD.format(title=html.escape(title))
    return head + "".join(
        f"<p><small>{each.change}</small> "
        + " ".join(f"{TAGS[kind][0]}{html.escape(words)}{TAGS[kind][1]}" for kind, words in each.words)
        + "</p>\n"
        for each in found
    )
