"""Bytes to text: the encodings of real files, and the refusal of what is no text."""

import codecs
import re
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32 before UTF-16, whose mark begins the same."""

# Control characters that no text holds; tab, line feed, carriage return, form feed and the C1 range of Latin-1 pass.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_CONTROL_SHARE = 0.01


class NotText(ValueError):
    """The bytes are no text; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text and the encoding that gave it (``latin-1`` means: nothing stricter fitted)."""

    text: str
    charset: str


def decode(data: bytes) -> Decoded:
    """Decode by byte order mark, then strict UTF-8, then Windows-1252, then Latin-1.

    Guessing libraries name Spanish Windows-1252 text as Windows-1250 and change its letters, so none is used.

    Raises:
        NotText: the bytes hold control characters as no text does, or a broken UTF-16/32 sequence.
    """
    for mark, charset in BOMS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(charset), charset.removesuffix("-sig"))
            except UnicodeDecodeError as error:
                raise NotText(f"begins like {charset} but does not decode ({error.reason})") from error
    if b"\x00" in data:
        raise NotText("holds NUL bytes: a binary file")
    for charset in ("utf-8", "cp1252"):
        try:
            return _checked(data.decode(charset), charset)
        except UnicodeDecodeError:
            continue
    return _checked(data.decode("latin-1"), "latin-1")


def _checked(text: str, charset: str) -> Decoded:
    controls = len(_CONTROL.findall(text))
    if controls > len(text) * _CONTROL_SHARE:
        raise NotText(f"{controls:,} control characters among {len(text):,}: a binary file")
    return Decoded(text, charset)
