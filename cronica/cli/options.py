"""The options that commands share, and what makes a command of a function."""

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

import cronica
from cronica.cli.common import plain_errors

if TYPE_CHECKING:
    from cronica.release import Release


def warehouse_folder(warehouse: str | None = None) -> Path:
    """The folder of the warehouse with this path or address, or of the one that the environment names."""
    from cronica.flows import run

    return run.warehouse_folder(warehouse)


WarehouseOption = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        metavar="DIR",
        parser=warehouse_folder,
        help="Folder of the warehouse, or its address, s3://bucket/path; ./cronica-warehouse if not given.",
    ),
]
WaitOption = Annotated[
    float,
    typer.Option(
        min=0, metavar="SECONDS", help="How long to wait while another run is writing; `inf` for ever."
    ),
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show Prefect's log, and the traceback of an error.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


@dataclass(frozen=True, slots=True)
class Form:
    """How an answer is given; as a table when nothing is asked for, of which a terminal shows the first rows.

    Attributes:
        upright: one block a row, one line a column.
    """

    as_json: JsonOption = False
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer as CSV.")] = False
    upright: Annotated[bool, typer.Option("--line", help="Show a row as a block, a column a line.")] = False
    parquet: Annotated[
        Path | None, typer.Option("--parquet", metavar="FILE", help="Write the answer to a Parquet file.")
    ] = None
    everything: Annotated[
        bool, typer.Option("--all", help="Show all rows in a terminal, in a pager, and not only the first.")
    ] = False

    def __post_init__(self) -> None:
        """Refuse two forms, or a folder that is not there, before the question is asked."""
        if self.as_json + self.as_csv + self.upright + (self.parquet is not None) > 1:
            raise typer.BadParameter("choose one of --json, --csv, --line and --parquet")
        if self.parquet and not self.parquet.parent.is_dir():
            raise typer.BadParameter(f"there is no folder {self.parquet.parent}")

    @property
    def for_people(self) -> bool:
        """Whether a person reads the answer, and no program."""
        return not (self.as_json or self.as_csv or self.parquet)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and for how long."""

    timeout: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="How long the question may compute; `inf` for ever."),
    ] = 60.0
    warehouse: WarehouseOption = None

    @property
    def release(self) -> "Release":
        """The release in force."""
        return cronica.open(self.warehouse)


def command(function: Callable[..., None], more: Iterable[inspect.Parameter] = ()) -> Callable[..., None]:
    """The function as typer takes it, with ``--debug``, and errors as one line.

    Args:
        function: a parameter whose type is a dataclass stands for an option a field.
        more: options that it takes as ``**given``.
    """
    hints = get_type_hints(function, include_extras=True)
    taken = inspect.signature(function).parameters
    groups: dict[str, type[Any]] = {
        name: kind for name, kind in hints.items() if isinstance(kind, type) and is_dataclass(kind)
    }

    @functools.wraps(function)
    def run(*, debug: bool = False, **given: Any) -> None:
        with plain_errors(debug):
            for name, kind in groups.items():
                given[name] = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
            function(**given, **({"debug": debug} if "debug" in taken else {}))

    def option(name: str, kind: Any, default: Any) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)

    options = [
        *more,
        *(
            option(name, hints[name], each.default)
            for name, each in taken.items()
            if name not in groups and name != "debug" and each.kind is not inspect.Parameter.VAR_KEYWORD
        ),
    ]
    for kind in groups.values():
        own = get_type_hints(kind, include_extras=True)
        options += [option(field.name, own[field.name], field.default) for field in fields(kind)]
    options.append(option("debug", DebugOption, False))
    run.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in options}
    return run
