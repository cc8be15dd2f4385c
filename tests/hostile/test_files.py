"""Files made to do harm: a reason in quarantine or a clean read each, and the run goes on.

The large ones are read by ``python -m tests.hostile``; ``docs/hostile-input.md`` has what became of them.
"""

import os
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from cronica.flows.reading import Batch
from cronica.flows.reading.process import Reader
from cronica.flows.sources.discover import discover
from tests.hostile import make

READ = "read"
SMALL = {
    "binary.docx": "malformed",
    "binary.pdf": "malformed",
    "binary.txt": "not_text",
    "blanks.txt": "empty",
    "damaged.pdf": "malformed",
    "empty.txt": "empty",
    "encrypted.pdf": "encrypted",
    "entity-bomb.docx": "malformed",
    "entity-bomb.xml": "too_large",
    "external-dtd.xml": READ,
    "external-entity.xml": READ,
    "half-a-utf-16.txt": "not_text",
    "huge-numbers.txt": READ,
    "invalid-utf-8.txt": READ,
    "lone-surrogates.txt": READ,
    "markup-and-formulas.txt": READ,
    "nul-bytes.txt": "not_text",
    "numbers-without-end.xml": READ,
    "objects-in-a-loop.pdf": "empty",
    "page-named.txt": READ,
    "pages-in-a-loop.pdf": "malformed",
    "pdf-named.txt": READ,
    "right-to-left.txt": READ,
    "scripts.html": READ,
    "text-named.pdf": "malformed",
    "truncated.docx": "malformed",
    "truncated.pdf": "malformed",
    "utf-16.txt": READ,
    "utf-16-without-mark.txt": "not_text",
    "windows-1252.txt": READ,
}
NAMED = {
    "$(id).txt": READ,
    "-rf.txt": READ,
    "a..b...txt": READ,
    f"{'a' * 250}.txt": READ,
    "cannot-be-read.txt": "link",
    "folder-that-holds-itself/again": "link",
    "leads-nowhere.txt": "unreadable",
    "loop-to-itself.txt": "unreadable",
    "no-utf-8-��.txt": READ,
    "pipe.txt": "not_a_file",
    "quo'te\".txt": READ,
    "two\nlines.txt": READ,
    "../../etc/passwd": "not_found",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """What became of each of the small files, and the rows of those that were read."""
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    make.make(files, (make.small,))
    found = discover([files])
    reader = Reader()
    done = reader.read(Batch(folder / "00001", tuple(found.files)))
    reader.end()
    refused = [*found.refused, *done.refused]
    tables = {
        name: pl.concat(pl.read_parquet(each / f"{name}.parquet") for each in done.folders)
        for name in ("documents", "paragraphs")
    }
    return tables, refused


def test_each_file_is_read_or_refused_once_with_a_reason(run):
    tables, refused = run
    became = dict.fromkeys(tables["documents"]["source_path"], READ)
    became |= {each.source_path: each.reason_code for each in refused}
    counted = Counter([*tables["documents"]["source_path"], *(each.source_path for each in refused)])
    if os.geteuid() == 0:  # nothing is closed to root
        assert became.pop("unreadable.txt") == READ
    assert became == {**SMALL, **NAMED, **({"unreadable.txt": "unreadable"} if os.geteuid() else {})}
    assert set(counted.values()) == {1}


def test_every_reason_is_one_line_that_says_something(run):
    _, refused = run
    for each in refused:
        assert "\n" not in each.message
        assert len(each.message.split()) > 3


def test_nothing_is_fetched_expanded_or_run(run):
    tables, _ = run
    text = "\n".join(tables["paragraphs"]["text"])
    assert Path("/etc/passwd").read_text().splitlines()[0] not in text
    assert "document.title" not in text
    assert "steal()" not in text


def test_what_is_read_is_read_as_text_and_nothing_more(run):
    tables, _ = run
    path = tables["documents"].select("document_id", "source_path")
    read = tables["paragraphs"].join(path, on="document_id").group_by("source_path", maintain_order=True)
    texts = {name: rows["text"].to_list() for (name,), rows in read}
    assert texts["markup-and-formulas.txt"][:3] == [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "@SUM(1+1)*cmd",
    ]
    assert "\u202e" not in "".join(texts["right-to-left.txt"])
    assert texts["windows-1252.txt"] == texts["utf-16.txt"]
