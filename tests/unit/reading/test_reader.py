"""Documents are read in a process of their own: one that makes it die costs one document."""

import os
import signal
import zlib
from pathlib import Path

import polars as pl
import pytest

from cronica.flows.reading import Batch
from cronica.flows.reading.documents import read_documents
from cronica.flows.reading.process import Reader
from cronica.flows.sources.discover import discover
from tests.unit.extract.formats.made import pdf_of

PAGE = b"<p>Hola mundo</p>"
LINE = b"BT /F1 12 Tf 72 700 Td (Hola mundo) Tj ET\n"
MANY_PARAGRAPHS = b"Hola mundo, que tal.\n\n" * 220_000


@pytest.fixture(scope="module")
def reader():
    started = Reader()
    yield started
    started.end()


@pytest.fixture
def batch(tmp_path: Path):
    """A batch of files with these names and contents."""

    def make(**files: bytes) -> Batch:
        source = tmp_path / "documents"
        source.mkdir(exist_ok=True)
        for name, data in files.items():
            (source / name.replace("_", ".")).write_bytes(data)
        return Batch(tmp_path / "00001", tuple(discover([source]).files))

    return make


def texts(folders) -> list[tuple[str, str]]:
    """What was read: path and first paragraph of each document."""
    found = []
    for folder in folders:
        documents = pl.read_parquet(folder / "documents.parquet")
        first = pl.read_parquet(folder / "paragraphs.parquet").filter(pl.col("paragraph_number") == 1)
        found += documents.join(first, on="document_id").select("source_path", "text").rows()
    return sorted(found)


def reasons(refused) -> list[tuple[str, str, str]]:
    return sorted((each.source_path, each.stage, each.reason_code) for each in refused)


def test_a_batch_keeps_what_can_be_read_and_says_why_the_rest_cannot(reader, batch):
    done = reader.read(
        batch(
            a_html=PAGE,
            b_pdf=b"%PDF-1.4 cut",
            c_bin=b"a\x00b",
            d_txt=b"  \n",
            e=b"<html><p>Hola otra vez",
            f_pdf=pdf_of(b"0 0 m 9 9 l S"),
            g_html=b"<div>" * 10_000,
            h_docx=b"PK nothing",
        )
    )
    assert texts(done.folders) == [("a.html", "Hola mundo"), ("e", "Hola otra vez")]
    assert reasons(done.refused) == [
        ("b.pdf", "read", "malformed"),
        ("c.bin", "read", "not_text"),
        ("d.txt", "read", "empty"),
        ("f.pdf", "read", "no_text_layer"),
        ("g.html", "read", "too_large"),
        ("h.docx", "read", "malformed"),
    ]
    assert done.counts["texts"] == 2


def test_a_batch_of_which_nothing_can_be_read_leaves_no_folder(reader, batch):
    done = reader.read(batch(d_txt=b"  \n"))
    assert (done.folders, reasons(done.refused)) == ((), [("d.txt", "read", "empty")])


def test_a_document_that_takes_too_much_time_or_memory_anywhere_costs_one_document(batch):
    bounded = Reader(memory=1536 * 1024**2, seconds=1.0)
    bomb = pdf_of(zlib.compress(LINE * 4_000_000), b"/Filter/FlateDecode")
    done = bounded.read(batch(a_pdf=bomb, b_pdf=pdf_of(LINE), many_txt=MANY_PARAGRAPHS, z_html=PAGE))
    bounded.end()
    assert texts(done.folders) == [("b.pdf", "Hola mundo"), ("z.html", "Hola mundo")]
    assert reasons(done.refused) == [("a.pdf", "read", "too_large"), ("many.txt", "segment", "too_large")]
    assert done.refused[-1].message == "takes more than 1 seconds to read"


def test_a_text_or_a_paragraph_longer_than_any_is_refused_unread(reader, batch):
    done = reader.read(batch(a_html=PAGE, line_txt=b"Hola " * 20_001, text_txt=b"Hola\n" * 1_000_001))
    assert texts(done.folders) == [("a.html", "Hola mundo")]
    assert sorted((each.source_path, each.reason_code, each.message) for each in done.refused) == [
        ("line.txt", "too_large", "has a paragraph of more than 100,000 characters; set it in lines"),
        (
            "text.txt",
            "too_large",
            "is a text of 5,000,005 characters; more than 5,000,000 are not read: split it",
        ),
    ]


def test_a_file_that_changes_or_goes_after_it_was_found_is_refused(reader, batch):
    found = batch(a_html=PAGE, b_txt=b"Hola", c_txt=b"Hola otra vez")
    changed, gone = found.files[1:]
    changed.path.write_bytes(b"Hola, dijo")
    gone.path.unlink()
    done = reader.read(found)
    assert texts(done.folders) == [("a.html", "Hola mundo")]
    assert [(each.reason_code, each.message) for each in done.refused] == [
        ("changed", "changed while the run was going on; build again"),
        ("unreadable", "cannot be read (No such file or directory); check the file's permissions"),
    ]


def test_a_reader_killed_from_outside_costs_nothing(reader, batch):
    reader.read(batch(a_html=PAGE))
    os.kill(reader._child.pid, signal.SIGKILL)
    done = reader.read(batch(a_html=PAGE, b_txt=b"Hola otra vez"))
    assert texts(done.folders) == [("a.html", "Hola mundo"), ("b.txt", "Hola otra vez")]
    assert done.refused == ()


def test_a_reader_killed_while_it_starts_costs_nothing(batch):
    reader = Reader()
    os.kill(reader._child.pid, signal.SIGKILL)
    assert texts(reader.read(batch(a_html=PAGE)).folders) == [("a.html", "Hola mundo")]
    reader.end()


FAULTS = """
import os, signal, sys
import polars as pl
from pathlib import Path
from cronica.flows.incremental import partitions
from cronica.flows.reading import documents

read, store = documents.read_documents, partitions.store

def faulty(files, tell=lambda stage, document_id: None):
    for file in files:
        tell("extract", file.document_id)
        match file.path.name:
            case "panic.txt": raise pl.exceptions.PanicException("a fault of polars")
            case "exit.txt": print("the last words", file=sys.stderr, flush=True); os._exit(3)
            case "abort.txt": os.abort()
            case "killed.txt": os.kill(os.getpid(), signal.SIGKILL)
            case "once.txt" if not (done := file.path.with_name(".done")).exists():
                done.touch()
                os.kill(os.getpid(), signal.SIGTERM)
    return read(files, tell)

def stored(tables, folder, others=None):
    store(tables, folder, others)
    if (die := Path(os.environ["HOME"]) / "die-after-storing").exists():
        die.unlink()
        os.kill(os.getpid(), signal.SIGKILL)

documents.read_documents, partitions.store = faulty, stored
"""
"""What a reader process imports first: documents of these names end it in these ways."""


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch):
    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(FAULTS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "faults"))
    monkeypatch.setenv("HOME", str(tmp_path))
    started = Reader()
    yield started
    started.end()


def test_the_cause_of_each_death_is_known_and_costs_one_document(faulty, batch):
    deadly = {f"{name}_txt": b"Hola, " + name.encode() for name in ("panic", "exit", "abort", "killed")}
    done = faulty.read(batch(a_html=PAGE, **deadly, z_html=b"<p>Hola otra vez</p>"))
    assert texts(done.folders) == [("a.html", "Hola mundo"), ("z.html", "Hola otra vez")]
    report = "cannot be read; please report this: "
    killed = "the process that read it was killed from outside (SIGKILL); the next run reads it again"
    assert sorted((each.source_path, each.reason_code, each.message) for each in done.refused) == [
        ("abort.txt", "failed", f"{report}the reading process ended (SIGABRT)"),
        ("exit.txt", "failed", f"{report}the reading process ended (exit status 3: the last words)"),
        ("killed.txt", "interrupted", killed),
        ("panic.txt", "failed", f"{report}PanicException: a fault of polars"),
    ]


def test_a_document_whose_reader_was_killed_once_is_read(faulty, batch):
    done = faulty.read(batch(a_html=PAGE, once_txt=b"Hola, dijo"))
    assert texts(done.folders) == [("a.html", "Hola mundo"), ("once.txt", "Hola, dijo")]
    assert done.refused == ()


def test_a_reader_that_dies_after_it_stored_the_rows_costs_nothing(faulty, batch, tmp_path):
    (tmp_path / "die-after-storing").touch()
    found = batch(a_html=PAGE, b_txt=b"Hola otra vez")
    done = faulty.read(found)
    assert texts(done.folders) == [("a.html", "Hola mundo"), ("b.txt", "Hola otra vez")]
    assert done.refused == ()
    assert sorted(found.folder.iterdir()) == sorted(done.folders)


def test_a_reader_that_was_ended_reads_no_more(batch):
    reader = Reader()
    reader.end()
    with pytest.raises(RuntimeError, match="the run has ended"):
        reader.read(batch(a_html=PAGE))


def test_a_file_larger_than_any_document_is_not_read(batch, monkeypatch):
    monkeypatch.setattr("cronica.flows.reading.documents.LARGEST", 10)
    _, (refused,), _ = read_documents(batch(a_html=PAGE).files)
    assert (refused.reason_code, refused.message) == (
        "too_large",
        "is of 17 bytes; more than 10 are not read",
    )
