"""Plain text: the bytes are the text."""

import re
from dataclasses import replace

from cronica.flows.extract.extracted import Extracted
from cronica.flows.extract.text.decode import decode

_QUOTED = re.compile(r"(?:[ \t]*>[^\n]*(?:\n|$)|[ \t\r]*\n)+")
_MARKS = re.compile(r"^(?:[ \t]*>)+", re.MULTILINE)


def read(data: bytes) -> Extracted:
    """Decode a text file; the marks of an answered mail, which stand before all of its lines, become blanks.

    Raises:
        Unreadable: the bytes are no text.
    """
    read = decode(data)
    if not _QUOTED.fullmatch(read.text):
        return read
    return replace(read, text=_MARKS.sub(lambda marks: " " * len(marks.group()), read.text))
