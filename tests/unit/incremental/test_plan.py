"""What a run reads: new and changed documents, and those refused for a reason that passes."""

import hashlib
from pathlib import Path

import polars as pl
import pytest

from cronica.flows.incremental.plan import plan, refused
from cronica.flows.sources.discover import Refusal, SourceFile

FILE = SourceFile(Path("/a.txt"), "a.txt", hashlib.sha256(b"a").hexdigest(), 1)


def index(reason: str) -> pl.DataFrame:
    """The index of a run that refused the document."""
    refusal = Refusal("a.txt", FILE.sha256, "read", reason, "why")
    return refused([refusal], [FILE]).with_columns(partition=pl.lit("partition"))


@pytest.mark.parametrize(
    ("reason", "retry", "is_read"),
    [
        ("malformed", False, False),
        ("malformed", True, True),
        ("too_large", False, False),
        ("interrupted", False, True),
        ("changed", False, True),
        ("unreadable", False, True),
    ],
)
def test_a_refusal_that_says_nothing_of_the_document_is_tried_again_unasked(reason, retry, is_read):
    made = plan([FILE], index(reason), retry=retry)
    assert (made.to_read, made.unchanged) == (([FILE], 0) if is_read else ([], 1))
