"""Files are read in a process of their own: one that makes it die costs one file."""

import zlib

import pytest

from flows.discover import discover
from flows.extract import read_files
from flows.extract.extracted import Reason, Unreadable
from flows.extract.sandbox import Sandbox
from tests.unit.extract.made import pdf_of

PAGE = b"<p>Hola</p>"
LONG = b"<p>Hola mundo</p>" * 200_000


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as started:
        yield started


def test_a_file_is_read(sandbox):
    extracted = sandbox.read("html", PAGE)
    assert (extracted.text, extracted.charset, extracted.metadata) == ("Hola", "utf-8", {})


def test_a_refusal_comes_through_with_its_reason(sandbox):
    with pytest.raises(Unreadable, match="nested") as refused:
        sandbox.read("html", b"<div>" * 10_000)
    assert refused.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("source_format", ["pdf", "docx"])
def test_what_a_library_makes_of_a_damaged_file_is_a_refusal(sandbox, source_format):
    with pytest.raises(Unreadable) as refused:
        sandbox.read(source_format, b"%PDF-1.4 PK nothing")
    assert refused.value.reason is Reason.MALFORMED


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read():
    with Sandbox(seconds=0.2) as quick:
        with pytest.raises(Unreadable, match="seconds") as refused:
            quick.read("html", LONG)
        assert refused.value.reason is Reason.TOO_LARGE
        assert quick.read("html", PAGE).text == "Hola"


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read():
    line = b"BT /F1 12 Tf 72 700 Td (Hola) Tj ET\n"
    bomb = zlib.compress(line * 4_000_000)
    with Sandbox(memory=1024**3) as small:
        with pytest.raises(Unreadable) as refused:
            small.read("pdf", pdf_of(bomb, b"/Filter/FlateDecode"))
        assert refused.value.reason is Reason.TOO_LARGE
        assert small.read("pdf", pdf_of(line)).text == "Hola"


def test_a_file_larger_than_any_document_is_not_read(sandbox, monkeypatch):
    monkeypatch.setattr("flows.extract.sandbox.LARGEST", 10)
    with pytest.raises(Unreadable, match="11 bytes") as refused:
        sandbox.read("html", PAGE)
    assert refused.value.reason is Reason.TOO_LARGE


def test_a_batch_keeps_what_can_be_read_and_says_why_the_rest_cannot(tmp_path):
    files = {
        "a.html": PAGE,
        "b.pdf": b"%PDF-1.4 cut",
        "c.bin": b"a\x00b",
        "d.txt": b"  \n",
        "e": b"<html><p>Hola otra vez",
        "f.pdf": pdf_of(b"0 0 m 9 9 l S"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    sources, refused = read_files(discover([tmp_path]).files)
    assert sources.select("source_path", "source_format", "text").rows() == [
        ("a.html", "html", "Hola"),
        ("e", "html", "Hola otra vez"),
    ]
    assert [(each.source_path, each.stage, each.reason_code) for each in refused] == [
        ("b.pdf", "read", "malformed"),
        ("c.bin", "read", "not_text"),
        ("d.txt", "read", "empty"),
        ("f.pdf", "read", "no_text_layer"),
    ]
