"""``cronica search``: words, numbers and symbols in the paragraphs of the release in force."""

import sys
from typing import Annotated

import typer

from cronica.cli.common import say, write
from cronica.cli.options import Asked, Form


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words, numbers and symbols; all must be there.")
    ],
    form: Form,
    asked: Asked,
    body: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only documents of this body, such as GA.")
    ] = None,
    session: Annotated[int | None, typer.Option(metavar="N", help="Only documents of this session.")] = None,
    part: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only this part of documents, such as operative.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only paragraphs in this language, such as en.")
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Not before this day, month or year."),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Not after this day, month or year.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many paragraphs.")] = 20,
) -> None:
    """Find paragraphs by their words, the best first.

    A word is found in all its forms, with accents or without; a symbol where it is printed or cited.
    The first search of a release makes its index.

    Example: cronica search "desarme nuclear" --body GA --from 2020 --language es
    """
    from cronica.cli import answers, formats

    found = asked.release.search(
        " ".join(words),
        body=body,
        session=session,
        part=part,
        language=language,
        from_=first,
        to=last,
        limit=limit,
        time_limit=asked.timeout,
        on_index=lambda: say("making the search index of this release, once"),
    )
    if not form.for_people or form.upright:
        answers.whole(found, form)
    elif found.num_rows:
        write(formats.passages(found, colour=sys.stdout.isatty()))
    else:
        say("no paragraph has all of these words")
