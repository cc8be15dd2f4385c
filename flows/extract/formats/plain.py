"""Plain text: the bytes are the text."""

from cronica.flows.extract.extracted import Extracted
from cronica.flows.extract.text.decode import decode


def read(data: bytes) -> Extracted:
    """Decode a text file.

    Raises:
        Unreadable: the bytes are no text.
    """
    return decode(data)
