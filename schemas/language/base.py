"""What every file of a language pack shares."""

from functools import cache
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import ValidationError

from cronica import seeds
from cronica.schemas.model import Frozen

Template = str
"""A regular expression in which ``${name}`` stands for the fragment or the words of that name."""
NEVER: Template = r"[^\s\S]"
"""A pattern that matches nowhere: what a language leaves out."""
Words = tuple[str, ...]


class PackFile(Frozen):
    """One YAML file of a language pack."""

    file: ClassVar[str]
    """Its name, without the ending."""


P = TypeVar("P", bound=PackFile)


def read_pack(folder: Path, model: type[P]) -> P:
    """One file of the pack in a folder, the same object each time. A missing file is read as an empty one.

    Raises:
        ValueError: a key is unknown, missing or of the wrong type.
    """
    return _read(folder, model)  # type: ignore[return-value]


@cache
def _read(folder: Path, model: type[PackFile]) -> PackFile:
    path = folder / f"{model.file}.yml"
    try:
        return model.model_validate(seeds.read_yaml(path) if path.exists() else {})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ValueError(f"{path}: {place}: {first['msg']}") from error
