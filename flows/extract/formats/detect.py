"""Which format a file has: what its bytes show, and where they show nothing the ending of its name."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

SUFFIXES: Mapping[str, str] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xml": "akn",
    ".akn": "akn",
}
"""File name ending → format code."""

_HEAD = 4096
"""Bytes at the beginning in which a format shows itself."""
_BEFORE_ROOT = rb"\s*+(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?+\s*+(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+"
_AKN = re.compile(_BEFORE_ROOT + rb"<(?:\w+:)?akomaNtoso\b", re.DOTALL)
_HTML = re.compile(_BEFORE_ROOT + rb"<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)


def format_of(name: str, data: bytes) -> str:
    """The format code of a file.

    Args:
        name: the file's name; an ending that is not known stands for plain text.
        data: the file.
    """
    return _shown(data) or SUFFIXES.get(PurePath(name).suffix.lower(), "txt")


def _shown(data: bytes) -> str | None:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:  # readers of PDF look for it this far
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if _holds_word_document(data) else None
    letters = head.replace(b"\x00", b"")  # of UTF-16
    if _AKN.match(letters):
        return "akn"
    return "html" if _HTML.match(letters) else None


def _holds_word_document(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except zipfile.BadZipFile:
        return False
