"""``cronica search``: words, numbers and symbols in the paragraphs of the release in force."""

import sys
from typing import Annotated

import typer

import cronica
from cronica.cli.ask import answer_whole, one_form
from cronica.cli.common import (
    CsvOption,
    DebugOption,
    JsonOption,
    ParquetOption,
    TimeoutOption,
    WarehouseOption,
    plain_errors,
    say,
    write,
)


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words, numbers and symbols; all must be there.")
    ],
    body: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only documents of this body, such as GA.")
    ] = None,
    session: Annotated[int | None, typer.Option(metavar="N", help="Only documents of this session.")] = None,
    part: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only this part of documents, such as operative.")
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Not before this day, month or year."),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Not after this day, month or year.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many paragraphs.")] = 20,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    parquet: ParquetOption = None,
    timeout: TimeoutOption = 60.0,
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Find paragraphs by their words, the best first.

    A word is found in all its forms, with accents or without; a symbol where it is printed or cited.
    The first search of a release makes its index.

    Example: cronica search "desarme nuclear" --body GA --from 2020
    """
    with plain_errors(debug):
        one_form(as_json, as_csv, parquet)
        found = cronica.open(warehouse).search(
            " ".join(words),
            body=body,
            session=session,
            part=part,
            from_=first,
            to=last,
            limit=limit,
            time_limit=timeout,
            on_index=lambda: say("making the search index of this release, once"),
        )
        if as_json or as_csv or parquet:
            answer_whole(found, as_json=as_json, as_csv=as_csv, parquet=parquet)
        elif found.num_rows:
            from cronica.cli import formats

            write(formats.passages(found, colour=sys.stdout.isatty()))
        else:
            say("no paragraph has all of these words")
