"""One Parquet file made of others: their row groups are copied as bytes, and only the footer is written anew.

A release has one file a table, and most of its rows are those of the release before. They are kept in parts,
in files of the schema that is published, so that reading, encoding and compressing them again would only give
back the bytes that are there. No library of Python copies row groups as bytes, so it is done here.

A file is ``PAR1``, the row groups, a footer, the footer's length in four bytes, ``PAR1``. The footer is the
struct ``FileMetaData`` in the compact protocol of Thrift. The rules, and the numbers of fields and types, are
in ``src/main/thrift/parquet.thrift`` of https://github.com/apache/parquet-format and in
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.

All that lies before the footer of a piece moves by the same amount. That is added to every offset in its
footer, and every other value stays the bytes it was. Only a page index has offsets outside the footer; the
files of this project have none, and that of another file is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from cronica.warehouse.store.thrift import (
    Change,
    adding,
    changed,
    each,
    instead,
    list_at,
    refused,
    same,
    struct,
    structs,
    unsigned,
    varint,
)

MAGIC = b"PAR1"
TAIL = 8
BLOCK = 1 << 20
MOST_GROUPS = 1 << 15
"""The number of a row group, where a writer gives one, has 16 bits and a sign."""

ROWS, GROUPS, WRITER = 3, 4, 6
KINDS = {ROWS: 6, GROUPS: 9, WRITER: 8}
EMPTY = {ROWS: b"\0", GROUPS: b"\x0c", WRITER: b"\0"}
"""Fields of FileMetaData, their types and how none is written; in all others the pieces must be the same."""


def splice(pieces: Iterable[Path], path: Path) -> int:
    """Write one Parquet file that holds the row groups of others, in order, and return its rows.

    The same pieces give the same bytes, and one piece alone its own. A piece without rows adds nothing.

    Args:
        pieces: files of one schema and one key-value metadata; the first also says who wrote the new one.
        path: the file to write; it appears whole, at the end, in the place of one that is there.

    Raises:
        ValueError: there is no piece; a piece is no Parquet file, is encrypted, or has its columns in other
            files; its schema or key-value metadata is not that of the first; or its row groups are numbered
            (pyarrow's are not) and there are more than can be.
    """
    aside = path.with_name(f".{path.name}")
    try:
        with aside.open("wb") as out:
            rows = _write(pieces, out)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return rows


def _write(pieces: Iterable[Path], out: BinaryIO) -> int:
    first: dict[int, bytes] = {}
    shape = b""
    groups: list[bytes] = []
    rows = count = 0
    out.write(MAGIC)
    for piece in pieces:
        try:
            with piece.open("rb") as source:
                footer = _footer(source)
                values, rest = _moved(footer, out.tell() - len(MAGIC), count)
                first, shape = first or values, shape or rest
                if rest != shape:
                    raise ValueError("its schema or its key-value metadata is not that of the first piece")
                if more := unsigned(values[ROWS], 0)[0] // 2:
                    _, size, start = list_at(values[GROUPS], 0)
                    groups.append(values[GROUPS][start:])
                    rows, count = rows + more, count + size
                    _copy(source, len(footer), out)
        # These are what a footer leads to that is cut off or is something else.
        except (IndexError, KeyError, RecursionError):
            raise ValueError(f"{piece}: no Parquet file, its footer cannot be read") from None
        except ValueError as error:
            raise ValueError(f"{piece}: {error}") from None
    if not first:
        raise ValueError("no piece to make a file of")
    first |= {ROWS: varint(rows * 2), GROUPS: structs(count, groups)}
    footer, _ = changed(shape, 0, {n: instead(KINDS[n], value) for n, value in first.items()})
    out.write(footer + len(footer).to_bytes(4, "little") + MAGIC)
    return rows


def _footer(source: BinaryIO) -> bytes:
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL))
    tail = source.read()
    if tail[4:] == b"PARE":
        raise ValueError("is encrypted")
    length = int.from_bytes(tail[:4], "little")
    source.seek(0)
    if source.read(len(MAGIC)) != MAGIC or tail[4:] != MAGIC or length > size - TAIL - len(MAGIC):
        raise ValueError("no Parquet file")
    source.seek(size - TAIL - length)
    return source.read(length)


def _copy(source: BinaryIO, footer: int, out: BinaryIO) -> None:
    """Copy what is between the mark at the beginning and the footer."""
    left = source.seek(0, 2) - TAIL - footer - source.seek(len(MAGIC))
    while left:
        block = source.read(min(left, BLOCK))
        if not block:
            raise ValueError("was cut off while it was read")
        left -= out.write(block)


def _moved(footer: bytes, by: int, groups: int) -> tuple[dict[int, bytes], bytes]:
    """The rows, row groups and writer of a footer, the groups moved and renumbered, and the footer without.

    Args:
        footer: that of a piece.
        by: how many bytes further on the row groups are.
        groups: how many others are before them.
    """
    values: dict[int, bytes] = {}

    def taken(number: int, change: Change) -> Change:
        def take(data: bytes, at: int) -> tuple[bytes, int]:
            value, end = change(data, at)
            values[number] = value or b""
            return EMPTY[number], end

        return take

    # No page is at 0, where a file begins: some writers mean by it that there is none.
    move = adding(by, least=1)
    column = dict.fromkeys((9, 10, 11, 14), move)
    chunk = {1: refused("its columns are in other files"), 2: move, 3: struct(column)}
    chunk |= dict.fromkeys((4, 5, 6, 7), instead(6, None))
    group = {1: each(chunk), 5: move, 7: adding(groups, least=0, limit=MOST_GROUPS)}
    wanted = {ROWS: same(KINDS[ROWS]), GROUPS: each(group), WRITER: same(KINDS[WRITER])}
    changes = {number: taken(number, change) for number, change in wanted.items()}
    # A footer can be readable where the columns are encrypted, and says how.
    rest, end = changed(footer, 0, {**changes, 8: refused("is encrypted")})
    if end != len(footer):
        raise IndexError
    return values, rest
