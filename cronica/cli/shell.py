"""``cronica shell``: one question after the other, with completion and history in a terminal."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cronica
from cronica.cli.ask import list_columns, list_tables
from cronica.cli.common import say, write
from cronica.cli.options import Form, WarehouseOption
from cronica.flows import settings

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from cronica.release import Release

HELP = """\
A question is one SELECT and ends with a semicolon. Tab completes; arrow keys recall earlier questions.
.tables           the tables and views, with their rows (\\d)
.schema TABLE     the columns of one (\\d TABLE, .describe TABLE)
.mode MODE        how answers are shown: table, line, csv, json
.all              shows all rows of the answers from here on
exit              or quit, .quit, \\q, Ctrl-D: the end"""
MODES = {
    "table": Form(),
    "line": Form(upright=True),
    "csv": Form(as_csv=True),
    "json": Form(as_json=True),
}
WORDS = ("exit", "quit", "help", "?")
"""Commands that begin like no other command."""


@dataclass(slots=True)
class Conversation:
    """What is asked, and how answers are shown from here on."""

    release: "Release"
    form: Form = field(default_factory=Form)


def shell(warehouse: WarehouseOption = None) -> None:
    """Ask one question after the other of the release in force.

    In a terminal Tab completes tables, columns and keywords, and the questions asked are kept. Otherwise they
    are read from standard input, and the first that is wrong ends the command.

    Example: cronica shell < questions.sql
    """
    release = cronica.open(warehouse)
    talk = Conversation(release)
    if sys.stdin.isatty():
        say(f"release {release.id}; help says what can be asked, Ctrl-D ends")
        _converse(talk, session(release, settings.load().cache / "questions"))
    else:
        for question in _written(sys.stdin):
            if not _ask(talk, question):
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


def _converse(talk: Conversation, prompt: "PromptSession[str]") -> None:
    """Answer until the person ends it; a mistake is reported and the next question asked."""
    while True:
        try:
            if not _ask(talk, prompt.prompt()):
                return
        except cronica.QueryError as error:
            say(str(error))
        except KeyboardInterrupt:
            say("stopped; Ctrl-D ends")
        except EOFError:
            return


def _ask(talk: Conversation, question: str) -> bool:
    """Answer one question or command; False when it ends the shell."""
    from cronica.cli import answers

    match question.strip().rstrip(";").split():
        case []:
            pass
        case [".quit" | ".exit" | "exit" | "quit" | "\\q"]:
            return False
        case [".tables" | ".schema" | "\\d" | "\\dt"]:
            list_tables(talk.release)
        case [".describe" | ".schema" | "\\d", table]:
            list_columns(talk.release, table)
        case [".mode", mode] if mode in MODES:
            talk.form = MODES[mode]
        case [".all"]:
            talk.form = replace(talk.form, everything=True)
        case _ if _is_command(question):
            write(HELP)
        case _:
            with talk.release.stream(question) as rows:
                answers.answer(rows.schema.names, rows.batches, talk.form, ".all")
    return True


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
    return not text.strip() or _is_command(text) or text.rstrip().endswith(";")


def _is_command(text: str) -> bool:
    return text.startswith((".", "\\")) or text.strip().rstrip(";").lower() in WORDS
