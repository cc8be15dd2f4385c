"""Questions to the release in force: ``sql``, ``tables`` and ``describe``."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

import cronica
from cronica.cli.options import Asked, Form, JsonOption, WarehouseOption

if TYPE_CHECKING:
    from cronica.release import Release


class Sql(TyperCommand):
    """Takes an SQL comment, which begins with two hyphens, for part of the question and not for an option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put questions behind the options."""
        questions = [each for each in args if re.match("--(?![a-z]+(=|$))", each) and each != "--"]
        others = [each for each in args if each not in questions]
        return super().parse_args(ctx, [*others, "--", *questions] if questions else others)


def sql(
    form: Form,
    asked: Asked,
    question: Annotated[
        str | None, typer.Argument(metavar="SQL", help="One SELECT, in DuckDB's SQL; - reads standard input.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", "-f", exists=True, dir_okay=False, metavar="FILE", help="Read it from a file."
        ),
    ] = None,
) -> None:
    """Answer a question from the release in force.

    Example: cronica sql "SELECT symbol, cited_date FROM citations ORDER BY cited_date" --csv
    """
    from cronica.cli import answers

    if (question is None) == (file is None):
        raise typer.BadParameter("give one question: as SQL, as - for standard input, or with --file")
    if file:
        question = file.read_text(encoding="utf-8")
    elif question == "-":
        question = sys.stdin.read()
    assert question is not None
    if form.parquet:
        answers.whole(asked.release.sql(question, time_limit=asked.timeout), form)
    else:
        with asked.release.stream(question, time_limit=asked.timeout) as rows:
            answers.answer(rows.schema.names, rows.batches, form)


def _names(begun: str) -> list[str]:
    """The tables and views that begin so, for completion."""
    from cronica.schemas import registry

    names = [each.name for each in (*registry.tables(), *registry.views())]
    return [name for name in names if name.startswith(begun)]


def tables(as_json: JsonOption = False, warehouse: WarehouseOption = None) -> None:
    """List the tables and views of the release in force, with their rows.

    Example: cronica tables
    """
    list_tables(cronica.open(warehouse), as_json=as_json)


def describe(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE", help="A table or view; `cronica tables` lists them.", autocompletion=_names
        ),
    ],
    as_json: JsonOption = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Describe the columns of a table or view of the release in force.

    Example: cronica describe timeline
    """
    list_columns(cronica.open(warehouse), table, as_json=as_json)


def list_tables(release: "Release", *, as_json: bool = False) -> None:
    """Write the tables and views of a release, with their rows."""
    from cronica.cli import answers

    rows = [[each.name, each.rows, each.description] for each in release.tables.values()]
    answers.listed(["name", "rows", "description"], rows, as_json=as_json)


def list_columns(release: "Release", table: str, *, as_json: bool = False) -> None:
    """Write the columns of a table or view of a release."""
    from cronica.cli import answers

    rows = [[each.name, each.type, each.description] for each in release.describe(table)]
    answers.listed(["column", "type", "description"], rows, as_json=as_json)
