"""Documents into partitions: the same bytes, whatever folders they were read into."""

import pytest

from cronica import seeds
from cronica.flows.incremental import partitions
from cronica.flows.incremental.partitions import INDEX, bucket, buckets
from cronica.flows.sources.discover import discover
from tests.stages import partitions_of


@pytest.fixture
def files(monkeypatch, tmp_path):
    """The bundled documents, of which a part holds one on average, and one that cannot be read."""
    monkeypatch.setattr(partitions, "DOCUMENTS", 1)
    (tmp_path / "empty.txt").touch()
    return discover([seeds.DOCUMENTS, tmp_path / "empty.txt"]).files


def test_what_was_read_as_one_partition_is_taken_as_it_is_and_gives_the_same_bytes(files, tmp_path):
    count = buckets(len(files))
    by_bucket = {}
    for file in files:
        by_bucket.setdefault(bucket(file.document_id, count), []).append(file)
    taken, read = partitions_of(list(by_bucket.values()), tmp_path / "taken")
    gathered, _ = partitions_of([files], tmp_path / "gathered")

    assert [part.name for part in taken] == [part.name for part in gathered]
    for one, other in zip(taken, gathered, strict=True):
        assert {p.name: p.read_bytes() for p in one.iterdir()} == {
            p.name: p.read_bytes() for p in other.iterdir()
        }
    written = {
        path.stat().st_ino for folder in read for path in folder.glob("*.parquet") if path.stem != INDEX
    }
    assert written == {
        path.stat().st_ino for part in taken for path in part.glob("*.parquet") if path.stem != INDEX
    }
