"""Bytes to text: the encodings of real files, and the refusal of what is no text."""

import codecs
import re

from cronica.flows.extract.extracted import Extracted, Reason, Unreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32 before UTF-16, whose mark begins the same."""

# Control characters that no text holds; tab, line feed, carriage return, form feed and the C1 range pass.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_CONTROL_SHARE = 0.01


def decode(data: bytes, declared: str | None = None) -> Extracted:
    """Decode by byte order mark, then strict UTF-8, the encoding declared, Windows-1252, Latin-1.

    Guessing libraries name Spanish Windows-1252 text as Windows-1250 and change its letters, so none is used.

    Args:
        data: the bytes.
        declared: the encoding the file names itself; Latin-1 stands for Windows-1252, as in every browser.

    Raises:
        Unreadable: the bytes hold control characters as no text does, or a broken UTF-16/32 sequence.
    """
    for mark, charset in BOMS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(charset), charset.removesuffix("-sig"))
            except UnicodeDecodeError as error:
                raise _not_text(f"begins like {charset} but does not decode ({error.reason})") from error
    if b"\x00" in data:
        raise _not_text("holds NUL bytes: a binary file")
    for charset in ("utf-8", *_known(declared), "cp1252"):
        try:
            return _checked(data.decode(charset), charset)
        except UnicodeDecodeError:
            continue
    return _checked(data.decode("latin-1"), "latin-1")


def _known(declared: str | None) -> list[str]:
    """The declared encoding, if it is one of text in single bytes or the like."""
    try:
        name = codecs.lookup(declared or "").name
    except LookupError:
        return []
    # A page whose declaration could be read byte by byte is in no encoding of wider units.
    return [] if name in ("iso8859-1", "ascii") or name.startswith(("utf-16", "utf-32")) else [name]


def _checked(text: str, charset: str) -> Extracted:
    controls = len(_CONTROL.findall(text))
    if controls > len(text) * _CONTROL_SHARE:
        raise _not_text(f"{controls:,} control characters among {len(text):,}: a binary file")
    return Extracted(text, charset)


def _not_text(what: str) -> Unreadable:
    return Unreadable(Reason.NOT_TEXT, f"{what}; give a text file, or the format's own ending")
