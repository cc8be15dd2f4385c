"""What every file of a language pack shares."""

from typing import ClassVar

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
