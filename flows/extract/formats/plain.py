"""Plain text and Markdown: the bytes are the text."""

from flows.extract.decode import decode
from flows.extract.extracted import Extracted


def read(data: bytes) -> Extracted:
    """Decode a text file.

    Raises:
        Unreadable: the bytes are no text.
    """
    return decode(data)
