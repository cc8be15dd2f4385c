"""Readers of source formats, one module a format.

A reader takes the bytes of a file and returns its text. To add a format, add a module with a ``read`` function
of this shape and name it in ``READERS``.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from flows.extract.extracted import Extracted
from flows.extract.formats import plain

Reader = Callable[[bytes], Extracted]

READERS: Mapping[str, Reader] = {"txt": plain.read, "md": plain.read}
"""Format code (``documents.source_format``) → reader."""

SUFFIXES: Mapping[str, str] = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md"}
"""File name ending → format code."""


def format_of(name: str) -> str:
    """The format code for a file name; a name without a known ending is read as plain text."""
    return SUFFIXES.get(PurePath(name).suffix.lower(), "txt")
