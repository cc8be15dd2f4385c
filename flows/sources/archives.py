"""Archives: unpacked into a folder each, never outside it, and never more than a set number of bytes."""

from __future__ import annotations

import errno
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from cronica.flows.settings import Fetching
from cronica.flows.sources import discover
from cronica.flows.sources.discover import Refusal
from cronica.flows.sources.reasons import Reason, refusal

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
LARGEST = 8 * 1024**3
"""Bytes that all files of one archive may come to."""
DAMAGED = (
    *(OSError, EOFError, RuntimeError, ValueError, NotImplementedError),
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
)
"""What the libraries raise for an archive that is damaged, locked, or packed in a way they do not know."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_CHUNK = 1024**2

Opened = Callable[[], IO[bytes]]
Member = tuple[str, Opened]


class _TooLarge(Exception):
    """All files of an archive come to too many bytes."""


def matches(given: str) -> bool:
    """Whether this is an archive, by its name."""
    return given.lower().endswith(SUFFIXES) and not Path(given).is_dir()


def fetch(inputs: Sequence[str], folder: Path, fetching: Fetching) -> tuple[list[Path], list[Refusal]]:
    """Unpack each archive; what cannot be unpacked is refused, the rest of the archive is read."""
    paths: list[Path] = []
    refused: list[Refusal] = []
    for number, given in enumerate(inputs, 1):
        if not Path(given).exists():
            paths.append(Path(given))  # discovery says that it is not there
            continue
        target = folder / f"{number:03d}"
        target.mkdir(parents=True)
        try:
            unpacked = _unpack(given, target)
            refused += unpacked
            if not unpacked and not any(target.iterdir()):
                message = "there is no document in this archive"
                refused.append(Refusal(given, None, "discover", discover.Reason.NO_DOCUMENTS.value, message))
        except DAMAGED as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else error
            message = f"the archive cannot be read to its end ({why}): get it again, or unpack it yourself"
            refused.append(refusal(given, Reason.BAD_ARCHIVE, message))
        if any(target.iterdir()):
            paths.append(target)
    return paths, refused


def _unpack(given: str, target: Path) -> list[Refusal]:
    """Unpack one archive; a member that cannot be unpacked has a refusal of its own."""
    archive = Path(given).name
    refused: list[Refusal] = []
    left = LARGEST
    with _members(given) as members:
        for name, opened in members:
            path = PurePosixPath(name.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or "\0" in name:
                message = f"its name in {archive} leads outside the archive: it is not unpacked"
                refused.append(refusal(name, Reason.BAD_ARCHIVE, message))
                continue
            try:
                left -= _write(opened, target / path, left)
            except _TooLarge:
                message = f"{archive} unpacks to more than {LARGEST:,} bytes: the rest is not read"
                return [*refused, refusal(given, Reason.TOO_LARGE, message)]
            except FileExistsError:
                message = f"another member of {archive} has this name or is in its place: that one is read"
                refused.append(refusal(name, Reason.BAD_ARCHIVE, message))
            except DAMAGED as error:
                if isinstance(error, OSError) and error.errno in NO_ROOM:
                    raise
                why = error.strerror if isinstance(error, OSError) and error.strerror else error
                message = f"it cannot be unpacked from {archive} ({why}): unpack it yourself"
                refused.append(refusal(name, Reason.BAD_ARCHIVE, message))
    return refused


def _write(opened: Opened, to: Path, most: int) -> int:
    """Write a member to a new file and return how many bytes these are; nothing is left of one that fails."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
    except NotADirectoryError as error:
        raise FileExistsError(error.errno, "a file is in the place of its folder") from None
    size = 0
    with to.open("xb") as unpacked:
        try:
            with opened() as content:
                while chunk := content.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise _TooLarge
                    unpacked.write(chunk)
        except BaseException:
            to.unlink()
            raise
    return size


@contextmanager
def _members(given: str) -> Iterator[Iterator[Member]]:
    """The files in an archive, links and folders left out, in its order."""
    if given.lower().endswith(".zip"):
        with zipfile.ZipFile(given) as packed:
            yield (
                (each.filename, partial(packed.open, each)) for each in packed.infolist() if not each.is_dir()
            )
    else:
        with tarfile.open(given) as tape:
            yield ((each.name, partial(_taped, tape, each)) for each in tape if each.isfile())


def _taped(tape: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tape.extractfile(member)
    assert content is not None, "it is a file"
    return content
