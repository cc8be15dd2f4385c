"""What is kept of documents that are gone, and for how long."""

import os
import time

import polars as pl
from cronica.flows.incremental.partitions import INDEX, INDEX_SCHEMA, KEEP_DAYS, Parts, store


def test_what_is_not_used_goes_and_what_is_gone_goes_after_a_while(tmp_path):
    parts = Parts(tmp_path)
    index = pl.DataFrame(schema=INDEX_SCHEMA)
    used, unused, lately, long_ago = (
        store({INDEX: index}, folder)
        for folder in (parts.root / "a", parts.root / "b", parts.gone / "c", parts.gone / "d")
    )
    before = time.time() - (KEEP_DAYS + 1) * 86_400
    os.utime(long_ago, (before, before))
    assert parts.folders() == [used, unused, lately, long_ago]
    parts.forget_all_but([used])
    assert parts.folders() == [used, lately]
