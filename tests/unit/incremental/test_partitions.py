"""What is kept of documents that are gone, and for how long."""

import os
import time

import polars as pl

from cronica.flows.incremental.partitions import INDEX, INDEX_SCHEMA, KEEP_DAYS, Partitions, store


def test_what_is_not_used_goes_and_what_is_gone_goes_after_a_while(tmp_path):
    partitions = Partitions(tmp_path)
    index = pl.DataFrame(schema=INDEX_SCHEMA)
    used, unused, lately, long_ago = (
        store({INDEX: index}, folder)
        for folder in (
            partitions.root / "a",
            partitions.root / "b",
            partitions.gone / "c",
            partitions.gone / "d",
        )
    )
    before = time.time() - (KEEP_DAYS + 1) * 86_400
    os.utime(long_ago, (before, before))
    assert partitions.folders() == [used, unused, lately, long_ago]
    partitions.forget_all_but([used])
    assert partitions.folders() == [used, lately]
