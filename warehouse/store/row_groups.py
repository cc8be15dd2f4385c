"""What two files of a table have in common, told by the bytes of their row groups, without reading a row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

BY = "document_id"

MOST = 8
"""Ranges up to which each is worth asking for by itself."""

Range = tuple[str, str]
"""The first and the last document id of some rows."""


def unlike(one: Path, other: Path) -> list[Range] | None:
    """Ranges of document ids, apart from each other, outside which two files hold the same rows.

    None when that cannot be told: their columns are not the same, or a row group does not say of which
    documents it is.
    """
    files = [pq.ParquetFile(path) for path in (one, other)]
    if BY not in files[0].schema_arrow.names or files[0].schema_arrow != files[1].schema_arrow:
        return None
    mine, others = (dict(_groups(file, path)) for file, path in zip(files, (one, other), strict=True))
    ranges = [(mine | others)[digest] for digest in mine.keys() ^ others.keys()]
    if None in ranges:
        return None
    joined = _joined(sorted(each for each in ranges if each))
    return joined if len(joined) <= MOST else [(joined[0][0], joined[-1][1])]


def _groups(file: pq.ParquetFile, path: Path) -> Iterator[tuple[bytes, Range | None]]:
    """The digest of each row group's bytes, and the range of its document ids."""
    by = file.schema_arrow.names.index(BY)
    with path.open("rb") as opened:
        for number in range(file.metadata.num_row_groups):
            group = file.metadata.row_group(number)
            columns = [group.column(each) for each in range(group.num_columns)]
            start = min(column.dictionary_page_offset or column.data_page_offset for column in columns)
            opened.seek(start)
            held = opened.read(sum(column.total_compressed_size for column in columns))
            said = columns[by].statistics
            range_ = (said.min, said.max) if said and said.has_min_max and not said.null_count else None
            yield hashlib.sha256(held).digest(), range_


def _joined(ranges: list[Range]) -> list[Range]:
    """Ranges in order of their beginnings as ranges that do not overlap."""
    joined: list[Range] = []
    for first, last in ranges:
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined
