"""Plain text and Markdown: the bytes are the text."""

from flows.extract.decode import Decoded, decode


def read(data: bytes) -> Decoded:
    """Decode a text file.

    Raises:
        NotText: the bytes are no text.
    """
    return decode(data)
