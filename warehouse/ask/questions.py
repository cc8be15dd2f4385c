"""Named questions: the files of ``sql/queries``, each with its question in words and its parameters as data.

A file begins with a comment that is a YAML mapping::

    /*
    question: What happened when, and which document says so?
    parameters: [body, from]          # names of parameters.yml
    example: {body: GA, from: "2010"} # values that show what it is good for
    held: {symbol: [citations.symbol]} # columns with the values of a parameter, where they are not its own
    about: body                       # the parameter that may be given without its name
    */
    SELECT …
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "queries"
PAGE = Path(__file__).parents[2] / "docs" / "queries.md"

INTRODUCTION = """\
# Questions to start from

Each is a file of [`warehouse/ask/queries`](../warehouse/ask/queries) and a command: `cronica query` lists
them, `cronica query NAME --help` tells the options of one, and `--json`, `--csv` and `--parquet FILE` give
the answer to a program. In another DuckDB client a `$name` takes its value by `PREPARE` and `EXECUTE`; NULL
narrows nothing.

This page is written by `python -m cronica.warehouse.ask.questions`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question can be narrowed by.

    Attributes:
        name: as in ``$name`` of the query and ``--name`` of the command.
        type: ``text``, ``number``, ``first_day`` or ``last_day``.
        help: what it narrows to, one sentence.
        held: columns that have the values a text may be, each as ``table.column``.
        also: other names of the option of the command.
    """

    name: str
    type: str
    help: str
    held: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One named question.

    Attributes:
        name: of its file, and of the command.
        question: in words.
        parameters: what it can be narrowed by, in order.
        example: values of some parameters, for a reader to try.
        about: the parameter that may be given without its name, ``cronica query item 122``; None for none.
        sql: one SELECT with a ``$name`` for every parameter.
    """

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str | int]
    about: str | None
    sql: str

    @property
    def command(self) -> str:
        """The command line that asks it as its example does."""
        given = {name: _quoted(str(value)) for name, value in self.example.items()}
        about = [given.pop(self.about)] if self.about in given else []
        return " ".join(["cronica query", self.name, *about, *(f"--{name} {given[name]}" for name in given)])


def _quoted(value: str) -> str:
    """A value as it is typed on a command line."""
    return f'"{value}"' if " " in value or "(" in value else value


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter a question may name."""
    declared: dict[str, dict[str, Any]] = _yaml((FOLDER / "parameters.yml").read_text(encoding="utf-8"))
    return {
        name: Parameter(
            name, each["type"], each["help"], tuple(each.get("held", ())), tuple(each.get("also", ()))
        )
        for name, each in declared.items()
    }


@cache
def questions() -> dict[str, Question]:
    """Every named question, by its name, in the order of the names."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.sql"))}


def _read(path: Path) -> Question:
    head, _, sql = path.read_text(encoding="utf-8").removeprefix("/*\n").partition("*/\n")
    header = _yaml(head)
    held = header.get("held", {})
    return Question(
        path.stem,
        header["question"],
        tuple(
            replace(parameters()[name], held=tuple(held.get(name, parameters()[name].held)))
            for name in header.get("parameters", ())
        ),
        header.get("example", {}),
        header.get("about"),
        sql.strip(),
    )


def _yaml(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


def page() -> str:
    """``docs/queries.md``: every question with its options, its command and its SQL."""
    lines = [INTRODUCTION]
    for question in questions().values():
        lines += ["", f"## {question.question}", "", f"```console\n{question.command}\n```", ""]
        lines += [f"- `--{each.name}`: {each.help}" for each in question.parameters]
        lines += ["", f"```sql\n{question.sql}\n```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
