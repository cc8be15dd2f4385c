"""``cronica query``: the named questions, a command each, made from their files."""

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperGroup

from cronica.cli.common import EPILOG
from cronica.cli.options import Asked, Form, JsonOption, command

if TYPE_CHECKING:
    from cronica.warehouse.ask.questions import Parameter, Question

_PREFIX = "value_"  # a parameter may have a name that is a word of Python, such as from
_ABOUT = "about"


class Questions(TyperGroup):
    """A command for every named question; their files are read when one is asked for.

    Typer keeps the types of contexts and commands to itself.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all questions."""
        from cronica.warehouse.ask.questions import questions

        return list(questions())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command that asks one question."""
        from cronica.warehouse.ask.questions import questions

        found = questions().get(cmd_name)
        return _command(found) if found else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of the first word; typer suggests others by what it finds in ``commands``."""
        self.commands = {name: cast("Any", None) for name in self.list_commands(ctx)}
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=Questions, invoke_without_command=True)


@app.callback()
def query(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Ask a named question; without a name, list them.

    Example: cronica query timeline --body GA --from 2010
    """
    if ctx.invoked_subcommand is None:
        from cronica.cli import answers
        from cronica.warehouse.ask.questions import questions

        rows = [
            [each.name, each.question, " ".join(f"--{option.name}" for option in each.parameters)]
            for each in questions().values()
        ]
        answers.listed(["name", "question", "options"], rows, as_json=as_json)


def _command(question: "Question") -> Any:
    """A command with an option for every parameter of the question."""

    def ask(form: Form, asked: Asked, **given: Any) -> None:
        from cronica.cli import answers

        about = given.pop(_ABOUT, None)
        options = {name.removeprefix(_PREFIX): value for name, value in given.items()}
        if about is not None and question.about:
            options[question.about] = about
        answers.whole(asked.release.query(question.name, time_limit=asked.timeout, **options), form)

    single = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]}, add_completion=False)
    said = f"{question.question}\n\nExample: {question.command}"
    single.command(question.name, help=said, epilog=EPILOG)(
        command(ask, [*_about(question), *map(_option, question.parameters)])
    )
    return typer.main.get_command(single)


def _about(question: "Question") -> Iterator[inspect.Parameter]:
    """What the question is about as an argument, which needs no name: ``cronica query item 122``."""
    for parameter in question.parameters:
        if parameter.name == question.about:
            argument = typer.Argument(metavar=f"[{parameter.name.upper()}]", help=f"As --{parameter.name}.")
            annotation = Annotated[str | None, argument]
            yield inspect.Parameter(
                _ABOUT, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
            )


def _option(parameter: "Parameter") -> inspect.Parameter:
    """The parameter as typer takes it from a function's signature."""
    kind = int if parameter.type == "number" else str
    metavar = {"number": "N", "text": "TEXT"}.get(parameter.type, "DATE")
    names = [f"--{name}" for name in (parameter.name, *parameter.also)]
    option = typer.Option(*names, metavar=metavar, help=parameter.help)
    return inspect.Parameter(
        _PREFIX + parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, option],
    )
