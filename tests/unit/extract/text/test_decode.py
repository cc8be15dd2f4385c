"""Bytes to text: what real files are encoded in, and what is no text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.extract.extracted import Reason, Unreadable
from cronica.flows.extract.text.decode import decode

TEXT = "Período de sesiones nº 75 — «año»"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
        ("Sesión\x81".encode("latin-1"), "latin-1"),
    ],
)
def test_text_is_decoded_by_the_strictest_encoding_that_fits(data, charset):
    decoded = decode(data)
    assert decoded.charset == charset
    assert decoded.text in (TEXT, "Sesión\x81")


@pytest.mark.parametrize(
    ("declared", "charset", "text"),
    [
        ("windows-1251", "cp1251", "Сессия"),
        ("iso-8859-1", "cp1252", "Ñåññèÿ"),  # browsers read Latin-1 as Windows-1252
        ("utf-16", "cp1252", "Ñåññèÿ"),  # no page whose declaration can be read is in it
        ("no-such", "cp1252", "Ñåññèÿ"),
        (None, "cp1252", "Ñåññèÿ"),
    ],
)
def test_the_declared_encoding_comes_before_the_guess(declared, charset, text):
    decoded = decode("Сессия".encode("cp1251"), declared)
    assert (decoded.charset, decoded.text) == (charset, text)


def test_strict_utf8_is_believed_before_a_declaration():
    assert decode(TEXT.encode(), "windows-1251").text == TEXT


@pytest.mark.parametrize("data", [b"a\x00b", bytes(range(1, 32)) * 9, codecs.BOM_UTF16_LE + b"\x00\xd8a"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert refused.value.reason is Reason.NOT_TEXT


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf8_text_comes_back(text):
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
