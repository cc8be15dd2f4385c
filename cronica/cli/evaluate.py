"""``cronica evaluate``: measure how well documents are read."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import cronica
from cronica.cli.common import Exit, say, write
from cronica.cli.options import JsonOption, WarehouseOption, command

if TYPE_CHECKING:
    from cronica.flows.evaluate.score import Scorecard

app = typer.Typer(
    help="Measure how well documents are read.\n\nExample: cronica evaluate akn GAresolutions/ --markdown",
    no_args_is_help=True,
)


class Style(StrEnum):
    """Print styles, as in ``cronica.flows.evaluate.styles.STYLES``."""

    CLEAN = "clean"
    GLUED = "glued"
    WRAPPED = "wrapped"
    DOUBLE = "double"
    MARKDOWN = "markdown"


WorstOption = Annotated[
    int, typer.Option("--worst", min=0, metavar="N", help="Show the N worst cases of each field.")
]
MarkdownOption = Annotated[bool, typer.Option("--markdown", help="Answer as Markdown.")]


@app.command()
@command
def akn(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="AKN4UN XML files.")
    ],
    style: Annotated[
        list[Style] | None,
        typer.Option("--style", help="Set the texts down in this style; repeat for more, all if none."),
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Use the documents in this language.")] = "es",
    worst: WorstOption = 3,
    as_json: JsonOption = False,
    as_markdown: MarkdownOption = False,
) -> None:
    """Set marked-up documents down as plain text, read the text, and compare with the markup.

    Example: cronica evaluate akn GAresolutions/ --style wrapped --worst 10
    """
    from cronica.flows.evaluate import reading

    _one_form(as_json, as_markdown)
    files = sorted(folder.rglob("*.xml"))
    styles = [each.value for each in style or Style]
    card = reading.evaluate_akn(files, styles, language, worst, _progress)
    _show(card, as_json=as_json, as_markdown=as_markdown)


@app.command()
@command
def labels(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", exists=True, dir_okay=False, help="A label a line.")
    ],
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", exists=True, file_okay=False, help="The texts; beside the labels if not given."
        ),
    ] = None,
    worst: WorstOption = 3,
    as_json: JsonOption = False,
    as_markdown: MarkdownOption = False,
) -> None:
    """Read the texts of hand labels and compare.

    Example: cronica evaluate labels difficult/gold.jsonl --worst 10
    """
    from cronica.flows.evaluate import reading

    _one_form(as_json, as_markdown)
    try:
        card = reading.evaluate_labels(gold, folder or gold.parent, worst, _progress)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    _show(card, as_json=as_json, as_markdown=as_markdown)


@app.command()
@command
def requests(
    gold: Annotated[
        Path, typer.Argument(metavar="LABELS.jsonl", exists=True, dir_okay=False, help="A label a line.")
    ],
    worst: WorstOption = 20,
    as_json: JsonOption = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Compare the table requests of the release in force with hand labels.

    Example: cronica evaluate requests labels.jsonl --worst 50 --warehouse un
    """
    from cronica.flows.evaluate.requests import ROWS, evaluate_requests

    try:
        card = evaluate_requests(gold, cronica.open(warehouse).sql(ROWS).to_pylist())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    counts = {"paragraphs": card.paragraphs, "labelled": card.wanted, "read": card.read}
    counts |= {"not_in_release": card.absent} if card.absent else {}
    if as_json:
        write(json.dumps(counts | card.shares()))
        return
    write("\n".join(f"{name:20}{count:8}" for name, count in counts.items()))
    write("\n".join(f"{name:20}{share:8.4f}" for name, share in card.shares().items()))
    if card.misses[:worst]:
        write("\n".join(card.misses[:worst]))


def _one_form(as_json: bool, as_markdown: bool) -> None:
    """Refuse an answer in two forms before anything is read."""
    if as_json and as_markdown:
        raise typer.BadParameter("choose one of --json and --markdown")


def _show(card: "Scorecard", *, as_json: bool, as_markdown: bool) -> None:
    """Write a scorecard; one of no document ends the command."""
    from cronica.cli import scorecard

    as_what = scorecard.as_json if as_json else scorecard.as_markdown if as_markdown else scorecard.as_text
    write(as_what(card))
    if not card.documents:
        say("there is no labelled document to read")
        raise typer.Exit(Exit.NOTHING_TO_READ)


def _progress(done: int, total: int) -> None:
    sys.stderr.write(f"{done} of {total} labelled documents\n")
