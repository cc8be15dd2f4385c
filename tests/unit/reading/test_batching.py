"""Documents in batches: each in just one, none too large, and what is a part as it is in one piece."""

import hashlib
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.incremental import partitions
from cronica.flows.incremental.partitions import INDEX_SCHEMA, bucket, buckets
from cronica.flows.incremental.plan import Plan, plan
from cronica.flows.reading import batching
from cronica.flows.sources.discover import SourceFile


def planned(sizes: list[int], known: int = 0) -> Plan:
    """What there is to do with documents of these bytes, of which the first few have been read."""
    files = [
        SourceFile(Path(str(at)), str(at), hashlib.sha256(b"%d" % at).hexdigest(), size)
        for at, size in enumerate(sizes)
    ]
    index = pl.DataFrame(schema={**INDEX_SCHEMA, "partition": pl.String})
    there = pl.DataFrame({"document_id": [file.document_id for file in files[:known]]})
    made = plan(files[known:], index)
    return Plan(made.to_read, pl.concat([index, there], how="diagonal"), made.new, [], [], known)


@pytest.mark.parametrize(
    ("documents", "processors", "batches"),
    [(0, 2, 0), (1, 2, 1), (50, 2, 1), (51, 2, 2), (250, 2, 4), (250, 16, 5), (100, 1, 1)],
)
def test_every_processor_that_is_worth_it_gets_as_many(documents, processors, batches, tmp_path):
    found = batching.batches(planned([9] * documents), tmp_path, 120, processors)
    assert len(found) == batches
    assert max((len(each.files) for each in found), default=0) == -(-documents // max(batches, 1))


@given(
    sizes=st.lists(st.integers(0, 9), max_size=200),
    known=st.integers(0, 20),
    size=st.integers(1, 30),
    processors=st.integers(1, 4),
)
def test_every_document_is_in_one_batch_and_a_new_stretch_in_one_of_its_own(sizes, known, size, processors):
    most = 90
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "DOCUMENTS", 10)
        patch.setattr(batching, "LARGEST", most)
        made = planned(sizes, known)
        found = batching.batches(made, Path("read"), size, processors)
        count = buckets(made.known.height + len(made.to_read))

    assert [each.number for each in found] == [f"{at:05d}" for at in range(1, len(found) + 1)]
    weights = [sum(file.size for file in each.files) for each in found]
    assert weights == sorted(weights, reverse=True)
    assert max(weights, default=0) <= most
    assert all(len(each.files) <= size for each in found)
    read = sorted((file for each in found for file in each.files), key=lambda file: file.document_id)
    assert read == made.to_read

    new: dict[int, list[SourceFile]] = {}
    for file in read:
        new.setdefault(bucket(file.document_id, count), []).append(file)
    held = {bucket(each, count) for each in made.known["document_id"]}
    for at, files in new.items():
        fits = len(files) <= size and sum(file.size for file in files) <= most
        if count >= processors * batching.BUCKETS_A_PROCESSOR and at not in held and fits:
            assert tuple(files) in [each.files for each in found]
