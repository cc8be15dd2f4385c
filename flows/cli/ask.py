"""Questions to the release in force: ``sql``, ``tables`` and ``describe``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import CsvOption, DebugOption, JsonOption, WarehouseOption, plain_errors, release, write


def sql(
    question: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, in DuckDB's SQL.")],
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Answer a question from the release in force.

    Example: cronica sql "SELECT symbol, cited_date FROM citations ORDER BY cited_date" --csv
    """
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    with plain_errors(debug):
        answer(warehouse, question, as_json=as_json, as_csv=as_csv)


def tables(warehouse: WarehouseOption = None, debug: DebugOption = False) -> None:
    """List the tables and views of the release in force, with their rows."""
    with plain_errors(debug):
        from flows import present
        from warehouse import query

        found = query.tables(release(warehouse))
        write(
            present.table(["name", "rows", "description"], [[t.name, t.rows, t.description] for t in found])
        )


def describe(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A table or view; `cronica tables` lists them.")
    ],
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Describe the columns of a table or view of the release in force."""
    with plain_errors(debug):
        from flows import present
        from warehouse import query

        found = query.describe(release(warehouse), table)
        write(
            present.table(["column", "type", "description"], [[c.name, c.type, c.description] for c in found])
        )


def answer(warehouse: Path | None, question: str, *, as_json: bool = False, as_csv: bool = False) -> None:
    """Write what the release in force answers to one SELECT."""
    from flows import present
    from warehouse import query

    rows = query.run(release(warehouse), question)
    if as_json:
        write(present.as_json(rows))
    elif as_csv:
        sys.stdout.write(present.as_csv(rows))
    else:
        write(present.table(rows.column_names, zip(*rows.to_pydict().values(), strict=True)))
