"""``cronica shell``: one question after the other, with completion and history in a terminal."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import cronica
from cronica.cli.ask import answer, list_columns, list_tables
from cronica.cli.common import DebugOption, WarehouseOption, plain_errors, say, write
from cronica.flows import settings

if TYPE_CHECKING:
    import pyarrow as pa
    from prompt_toolkit import PromptSession

    from cronica.release import Release

SHOWN = 100  # rows of an answer
HELP = """\
A question is one SELECT and ends with a semicolon. Tab completes; arrow keys recall earlier questions.
.tables           the tables and views, with their rows
.describe TABLE   the columns of one
.quit             or Ctrl-D: the end"""


def shell(warehouse: WarehouseOption = None, debug: DebugOption = False) -> None:
    """Ask one question after the other of the release in force.

    In a terminal Tab completes tables, columns and keywords, and the questions asked are kept. Otherwise they
    are read from standard input, and the first that is wrong ends the command.

    Example: cronica shell < questions.sql
    """
    with plain_errors(debug):
        release = cronica.open(warehouse)
        if sys.stdin.isatty():
            say(f"release {release.id}; .help says what can be asked, Ctrl-D ends")
            _converse(release, session(release, settings.load().cache / "questions"))
        else:
            for question in _written(sys.stdin):
                if not _ask(release, question):
                    break


def session(release: "Release", history: Path) -> "PromptSession[str]":
    """A prompt that knows the names of a release; Enter ends a question at its semicolon."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.lexers import PygmentsLexer
    from pygments.lexers.sql import SqlLexer

    from cronica.warehouse.ask import query

    keys = KeyBindings()

    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if _is_whole(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    history.parent.mkdir(parents=True, exist_ok=True)
    names = query.vocabulary(release.path)
    return PromptSession(
        "cronica> ",
        multiline=True,
        prompt_continuation="    ...> ",
        completer=WordCompleter([*names], meta_dict=names, ignore_case=True),
        complete_while_typing=False,
        history=FileHistory(str(history)),
        key_bindings=keys,
        lexer=PygmentsLexer(SqlLexer),
    )


def _converse(release: "Release", prompt: "PromptSession[str]") -> None:
    """Answer until the person ends it; a mistake is reported and the next question asked."""
    while True:
        try:
            if not _ask(release, prompt.prompt()):
                return
        except cronica.QueryError as error:
            say(str(error))
        except KeyboardInterrupt:
            say("stopped; Ctrl-D ends")
        except EOFError:
            return


def _ask(release: "Release", question: str) -> bool:
    """Answer one question or command; False when it ends the shell."""
    match question.strip().rstrip(";").split():
        case []:
            pass
        case [".quit"]:
            return False
        case [".tables"]:
            list_tables(release)
        case [".describe", table]:
            list_columns(release, table)
        case [command, *_] if command.startswith("."):
            write(HELP)
        case _:
            with release.stream(question) as rows:
                answer(rows.schema.names, _first(rows.batches))
    return True


def _first(batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """The rows that are shown; a question that has more is not answered to its end."""
    left = SHOWN
    for batch in batches:
        yield batch[:left]
        if batch.num_rows > left:
            say(f"the first {SHOWN} rows; `cronica sql` gives them all")
            return
        left -= batch.num_rows


def _written(lines: Iterator[str]) -> Iterator[str]:
    """The questions of a text: each goes on to a line that ends with a semicolon, or to the end."""
    question = ""
    for line in lines:
        question += line
        if _is_whole(question):
            yield question
            question = ""
    yield question


def _is_whole(text: str) -> bool:
    """Whether a question ends here: at a semicolon, when it is a command, or when there is none."""
    return not text.strip() or text.startswith(".") or text.rstrip().endswith(";")
