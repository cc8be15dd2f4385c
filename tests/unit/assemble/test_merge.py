"""Documents into parts: the same bytes, whatever folders they were read into."""

import polars as pl
import pytest
from cronica.flows.assemble.merge import merge
from cronica.flows.incremental import partitions
from cronica.flows.incremental.partitions import INDEX, Parts, bucket, buckets, store
from cronica.flows.incremental.plan import indexed, refused
from cronica.flows.reading.documents import read_documents
from cronica.flows.sources.discover import discover

from cronica import seeds


@pytest.fixture
def files(monkeypatch, tmp_path):
    """The bundled documents, of which a part holds one on average, and one that cannot be read."""
    monkeypatch.setattr(partitions, "DOCUMENTS", 1)
    (tmp_path / "empty.txt").touch()
    return discover([seeds.DOCUMENTS, tmp_path / "empty.txt"]).files


def merged(groups, root):
    """The parts of documents that were read in these groups."""
    refusals, folders = [], []
    for number, group in enumerate(groups):
        tables, unread, _ = read_documents(group)
        refusals += unread
        if tables["documents"].height:
            index = indexed(tables["documents"], group)
            folders.append(store({**tables, INDEX: index}, root / "read" / str(number)))
    index = Parts(root).index(folders)
    files = [file for group in groups for file in group]
    return merge(pl.concat([index, refused(refusals, files)], how="diagonal"), root), folders


def test_what_was_read_as_a_part_is_taken_as_it_is_and_gives_the_same_bytes(files, tmp_path):
    count = buckets(len(files))
    by_stretch = {}
    for file in files:
        by_stretch.setdefault(bucket(file.document_id, count), []).append(file)
    taken, read = merged(list(by_stretch.values()), tmp_path / "taken")
    gathered, _ = merged([files], tmp_path / "gathered")

    assert [part.name for part in taken] == [part.name for part in gathered]
    for one, other in zip(taken, gathered, strict=True):
        assert {p.name: p.read_bytes() for p in one.iterdir()} == {
            p.name: p.read_bytes() for p in other.iterdir()
        }
    written = {path.stat().st_ino for folder in read for path in folder.iterdir() if path.stem != INDEX}
    assert written == {path.stat().st_ino for part in taken for path in part.iterdir() if path.stem != INDEX}
