"""The compact protocol of Thrift, as the footer of a Parquet file needs it: a struct changed in places.

What is not changed stays the bytes it was, and is not decoded. The numbers of types are in
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.

Every function raises IndexError or KeyError where the bytes end before the value does, or are no such value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn

Change = Callable[[bytes, int], tuple[bytes | None, int]]
"""Gives what to write in place of the value that begins there, or None and no field, and where it ends."""


def adding(more: int, least: int, limit: int = 1 << 63) -> Change:
    """Add to a whole number that is ``least`` or more; what comes to ``limit`` is a ValueError."""

    def change(data: bytes, at: int) -> tuple[bytes, int]:
        coded, end = unsigned(data, at)
        # A number is written doubled, so that its last bit can be the sign.
        if not more or coded & 1 or coded < 2 * least:
            return data[at:end], end
        if coded + 2 * more >= 2 * limit:
            raise ValueError("is one more than a file can number")
        return varint(coded + 2 * more), end

    return change


def same(kind: int) -> Change:
    """Leave a value of this type as it is."""
    return lambda data, at: (data[at : (end := PAST[kind](data, at))], end)


def instead(kind: int, value: bytes | None) -> Change:
    """Put another in the place of a value of this type."""
    return lambda data, at: (value, PAST[kind](data, at))


def refused(reason: str) -> Change:
    """Raise a ValueError where there is such a value."""

    def change(data: bytes, at: int) -> NoReturn:
        raise ValueError(reason)

    return change


def struct(changes: Mapping[int, Change]) -> Change:
    """Change fields of a struct, by their numbers."""
    return lambda data, at: changed(data, at, changes)


def each(changes: Mapping[int, Change]) -> Change:
    """Change fields of each struct in a list."""

    def change(data: bytes, at: int) -> tuple[bytes, int]:
        _, size, at = list_at(data, at)
        found = []
        for _ in range(size):
            one, at = changed(data, at, changes)
            found.append(one)
        return structs(size, found), at

    return change


def changed(data: bytes, at: int, changes: Mapping[int, Change]) -> tuple[bytes, int]:
    """The struct that begins there, the fields of these numbers changed, and where it ends."""
    parts = []
    copied, number, gap = at, 0, False
    while head := data[at]:
        field = at
        at += 1
        kind = head & 15
        if head > 15:
            number += head >> 4
        else:
            coded, at = unsigned(data, at)
            if coded & 1:  # a number below 0
                raise IndexError
            number = coded >> 1
        change = changes.get(number, same(kind) if gap else None)
        if change:
            value, end = change(data, at)
            parts.append(data[copied:field])
            if value is not None:
                # The head says how far its number is from the one before: after one left out, say the number.
                parts += BYTES[kind] + varint(number * 2) if gap else data[field:at], value
            gap = value is None
            copied = at = end
        elif 3 < kind < 7:  # as PAST would: most fields are such, and here the time goes
            while data[at] > 127:
                at += 1
            at += 1
        else:
            at = PAST[kind](data, at)
    parts.append(data[copied : at + 1])
    return b"".join(parts), at + 1


def list_at(data: bytes, at: int) -> tuple[int, int, int]:
    """The type of what a list holds, how many there are, and where the first is."""
    size, kind = data[at] >> 4, data[at] & 15
    at += 1
    if size == 15:
        size, at = unsigned(data, at)
    if size > len(data):
        raise IndexError
    return kind, size, at


def structs(size: int, pieces: Iterable[bytes]) -> bytes:
    """A list of so many structs; a piece holds one or several."""
    head = BYTES[size << 4 | 12] if size < 15 else BYTES[15 << 4 | 12] + varint(size)
    return head + b"".join(pieces)


def unsigned(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins there, as it is coded, and where it ends."""
    value = shift = 0
    while (byte := data[at]) > 127:
        value |= (byte & 127) << shift
        shift += 7
        at += 1
    return value | byte << shift, at + 1


def varint(value: int) -> bytes:
    """A number that is zero or more, in as few bytes as it takes."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _past_varint(data: bytes, at: int) -> int:
    while data[at] > 127:
        at += 1
    return at + 1


def _past_binary(data: bytes, at: int) -> int:
    size, at = unsigned(data, at)
    return at + size


def _past_list(data: bytes, at: int) -> int:
    kind, size, at = list_at(data, at)
    past = _past(1) if kind < 3 else PAST[kind]
    for _ in range(size):
        at = past(data, at)
    return at


def _past_struct(data: bytes, at: int) -> int:
    while head := data[at]:
        at += 1
        if head < 16:
            at = _past_varint(data, at)
        at = PAST[head & 15](data, at)
    return at + 1


def _past(size: int) -> Callable[[bytes, int], int]:
    return lambda data, at: at + size


BYTES = [bytes((each,)) for each in range(256)]
PAST = {1: _past(0), 2: _past(0), 3: _past(1), 7: _past(8)}
PAST |= dict.fromkeys((4, 5, 6), _past_varint) | {8: _past_binary, 9: _past_list, 12: _past_struct}
"""How to find the end of a value, by type; a field that is true or false has none, and parquet.thrift has no
sets and no maps."""
