"""What is kept so that it need not be made again: believed only while it is as it was made.

A kept folder appears whole, by a rename, and never changes. It holds the SHA-256 of each of its files in
``SHA256SUMS``, which ``sha256sum --check`` reads. A file that a run changes is a note: one JSON value with
its hash. Whatever is not as it was made is removed, with a line that says so, and made again.
"""

import hashlib
import json
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cronica.warehouse.store.disk import remove, sync, sync_all, written_aside

SUMS = "SHA256SUMS"

log = logging.getLogger("cronica")


@contextmanager
def made(folder: Path) -> Iterator[Path]:
    """A folder to write files to, which appears under its name at the end, with its sums and on disk.

    When another process was faster, its folder stays.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    aside.mkdir()
    try:
        yield aside
        seal(aside)
        try:
            aside.rename(folder)
        except OSError:
            if fault(folder):
                raise
        sync(folder.parent)
    finally:
        remove(aside)


def seal(folder: Path) -> None:
    """Write the sums of a folder's files, unless it came with them; then all of it is on disk."""
    if not (folder / SUMS).exists():
        lines = [f"{file_hash(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
        (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    sync_all([*folder.rglob("*"), folder])


def fault(folder: Path, *names: str) -> str | None:
    """In what a folder is not as it was made, in a few words; None if it is. Hidden files do not count.

    Args:
        folder: a kept folder.
        names: look at these files alone.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        here = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    except (OSError, ValueError):
        return f"{SUMS}: cannot be read"
    for name in names or sorted({*sums, *here}):
        if name not in here:
            return f"{name}: missing"
        if name not in sums:
            return f"{name}: not listed in {SUMS}"
        try:
            if file_hash(here[name]) != sums[name]:
                return f"{name}: not the bytes it was made with"
        except OSError as error:
            return f"{name}: {error.strerror}"
    return None


def is_at_hand(folder: Path) -> bool:
    """Whether a kept folder is there, as it was made; what is damaged is removed."""
    if not folder.is_symlink() and not folder.exists():
        return False
    if found := fault(folder):
        log.warning("%s is damaged (%s): it is made again", folder, found)
        remove(folder)
    return not found


def note(path: Path, value: Any) -> None:
    """Keep a small value that JSON can hold in a file, in place of the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False)
    with written_aside(path) as aside:
        aside.write_text(json.dumps({"sha256": _hash(text), "note": text}), encoding="ascii")


def noted(path: Path) -> Any:
    """The value that ``note`` left; None if there is none, or not as it was left."""
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        if found["sha256"] == _hash(found["note"]):
            return json.loads(found["note"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    log.warning("%s is damaged: what it says is not believed", path)
    return None


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, 64 hexadecimal digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _files(folder: Path) -> list[Path]:
    """Every file below a folder but the sums and what is hidden."""
    found = sorted(folder.rglob("*"))
    return [
        path
        for path in found
        if path.name != SUMS
        and not path.is_dir()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
