"""``cronica query``: the named questions, a command each, made from their files."""

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

import cronica
from cronica.cli.ask import answer_whole, one_form
from cronica.cli.common import (
    EPILOG,
    CsvOption,
    DebugOption,
    JsonOption,
    ParquetOption,
    TimeoutOption,
    WarehouseOption,
    plain_errors,
    write,
)

if TYPE_CHECKING:
    from cronica.warehouse.ask.questions import Parameter, Question

_PREFIX = "value_"  # a parameter may have a name that is a word of Python, such as from


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


app = typer.Typer(cls=Questions, invoke_without_command=True)


@app.callback()
def query(ctx: typer.Context) -> None:
    """Ask a named question; without a name, list them.

    Example: cronica query timeline --body GA --from 2010
    """
    if ctx.invoked_subcommand is None:
        from cronica.cli import formats
        from cronica.warehouse.ask.questions import questions

        write(
            formats.table(
                ["name", "question", "options"],
                [
                    [q.name, q.question, " ".join(f"--{p.name}" for p in q.parameters)]
                    for q in questions().values()
                ],
            )
        )


def _command(question: "Question") -> Any:
    """A command with an option for every parameter of the question."""

    def ask(
        *,
        as_json: JsonOption = False,
        as_csv: CsvOption = False,
        parquet: ParquetOption = None,
        timeout: TimeoutOption = 60.0,
        warehouse: WarehouseOption = None,
        debug: DebugOption = False,
        **given: Any,
    ) -> None:
        with plain_errors(debug):
            one_form(as_json, as_csv, parquet)
            options = {name.removeprefix(_PREFIX): value for name, value in given.items()}
            rows = cronica.open(warehouse).query(question.name, time_limit=timeout, **options)
            answer_whole(rows, as_json=as_json, as_csv=as_csv, parquet=parquet)

    *fixed, _ = inspect.signature(ask).parameters.values()
    ask.__signature__ = inspect.Signature([*map(_option, question.parameters), *fixed])  # type: ignore[attr-defined]
    single = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]}, add_completion=False)
    single.command(question.name, help=f"{question.question}\n\nExample: {question.command}", epilog=EPILOG)(
        ask
    )
    return typer.main.get_command(single)


def _option(parameter: "Parameter") -> inspect.Parameter:
    """The parameter as typer takes it from a function's signature."""
    kind = int if parameter.type == "number" else str
    metavar = {"number": "N", "text": "TEXT"}.get(parameter.type, "DATE")
    option = typer.Option(f"--{parameter.name}", metavar=metavar, help=parameter.help)
    return inspect.Parameter(
        _PREFIX + parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, option],
    )
