"""Formats are known by what the bytes show, else by the ending of the name."""

import io
import zipfile

import pytest

from cronica.flows.extract.formats import READERS
from cronica.flows.extract.formats.detect import SUFFIXES, format_of


def package(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"texto", "txt"),
        ("a", b"texto", "txt"),
        ("a.MD", b"texto", "md"),
        ("a.odd", b"texto", "txt"),
        ("a", b"%PDF-1.7\n", "pdf"),
        ("a.txt", b"\r\n%PDF-1.4", "pdf"),
        ("a.pdf", b"texto", "pdf"),  # for the reader to refuse
        ("a.zip", package("word/document.xml"), "docx"),
        ("a.docx", package("xl/workbook.xml"), "docx"),
        ("a", package("xl/workbook.xml"), "txt"),
        ("a", b"PK\x03\x04 broken", "txt"),
        ("a.txt", b"<!DOCTYPE html><p>x", "html"),
        ("a", b"\n<!-- x -->\n<HTML lang=es>", "html"),
        ("a.xml", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        ("a", "\ufeff<html>".encode("utf-16-le"), "html"),
        ("a.htm", b"<p>un fragmento</p>", "html"),
        ("a.md", b"Un texto sobre <html>", "md"),
        ("a", b'<?xml version="1.0"?><an:akomaNtoso xmlns:an="http://docs.oasis-open.org/x">', "akn"),
        ("a.html", b"\xef\xbb\xbf<akomaNtoso>", "akn"),
        ("a.xml", b"<other/>", "akn"),
    ],
)
def test_the_format_of_a_file(name, data, expected):
    assert format_of(name, data) == expected


def test_every_ending_leads_to_a_reader():
    assert set(SUFFIXES.values()) <= set(READERS)


@pytest.mark.parametrize("data", [b"<?a?>" * 800, b"<!---->" * 500, b" " * 4096, b"<!--" * 1000])
def test_what_stands_before_a_root_that_never_comes_is_passed_over_once(data):
    assert format_of("a.md", data) == "md"
