"""Archives: unpacked into a folder each, never outside it, and never more than a set number of bytes."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from cronica.flows.settings import Fetching
from cronica.flows.sources.discover import Refusal
from cronica.flows.sources.reasons import Reason, refusal

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
LARGEST = 8 * 1024**3
"""Bytes that all files of one archive may come to."""
_PIECE = 1024**2

Member = tuple[str, IO[bytes]]


def claims(given: str) -> bool:
    """Whether this is an archive, by its name."""
    return given.lower().endswith(SUFFIXES) and not Path(given).is_dir()


def lay(inputs: Sequence[str], folder: Path, fetching: Fetching) -> tuple[list[Path], list[Refusal]]:
    """Unpack each archive; what cannot be unpacked is refused, the rest of the archive is read."""
    paths: list[Path] = []
    refused: list[Refusal] = []
    for number, given in enumerate(inputs, 1):
        if not Path(given).exists():
            paths.append(Path(given))  # discovery says that it is not there
            continue
        target = folder / f"{number:03d}"
        target.mkdir(parents=True)
        paths.append(target)
        try:
            refused += _unpack(given, target)
        except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, tarfile.TarError, ValueError) as error:
            message = f"the archive cannot be read to its end ({error}): get it again, or unpack it yourself"
            refused.append(refusal(given, Reason.BAD_ARCHIVE, message))
    return paths, refused


def _unpack(given: str, target: Path) -> list[Refusal]:
    refused: list[Refusal] = []
    left = LARGEST
    with _members(given) as members:
        for name, content in members:
            path = PurePosixPath(name.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or "\0" in name:
                message = f"its name in {given} leads outside the archive: it is not unpacked"
                refused.append(refusal(name, Reason.BAD_ARCHIVE, message))
                continue
            to = target / path
            to.parent.mkdir(parents=True, exist_ok=True)
            with to.open("xb") as unpacked:
                while piece := content.read(min(_PIECE, left + 1)):
                    left -= len(piece)
                    if left < 0:
                        message = f"{given} unpacks to more than {LARGEST:,} bytes: the rest is not read"
                        to.unlink()
                        return [*refused, refusal(given, Reason.TOO_LARGE, message)]
                    unpacked.write(piece)
    return refused


@contextmanager
def _members(given: str) -> Iterator[Iterator[Member]]:
    """The files in an archive, links and folders left out, in its order."""
    if given.lower().endswith(".zip"):
        with zipfile.ZipFile(given) as packed:
            yield ((each.filename, packed.open(each)) for each in packed.infolist() if not each.is_dir())
    else:
        with tarfile.open(given) as tape:
            yield (
                (each.name, content)
                for each in tape
                if each.isfile() and (content := tape.extractfile(each)) is not None
            )
