"""Readers of source formats, one module a format.

A reader takes the bytes of a file and returns its text. To add a format, add a module with a ``read``
function of this shape, name it in ``READERS``, and say in ``flows.extract.formats.detect`` how to know it.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from cronica.flows.extract.extracted import Extracted
from cronica.flows.extract.formats import plain

Reader = Callable[[bytes], Extracted]


def _reader(module: str) -> Reader:
    """The reader in a module of this package, imported with its libraries when the first file is read."""

    def read(data: bytes) -> Extracted:
        extracted: Extracted = import_module(f"cronica.flows.extract.formats.{module}").read(data)
        return extracted

    return read


READERS: Mapping[str, Reader] = {
    "txt": plain.read,
    "md": _reader("markdown"),
    "html": _reader("html"),
    "docx": _reader("docx"),
    "pdf": _reader("pdf"),
    "akn": _reader("akn"),
}
"""Format code (``documents.source_format``) → reader."""
