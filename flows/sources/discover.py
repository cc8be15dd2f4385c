"""What there is to read: files, their hashes, what a manifest says of them, and what is refused unread."""

import csv
import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.csv"


class Reason(StrEnum):
    """Why this stage refuses something: the values of ``quarantine.reason_code`` for stage ``discover``."""

    NOT_FOUND = "not_found"
    """No file or folder of that name: an input, or a file a manifest lists."""
    UNREADABLE = "unreadable"
    """The system does not let it be read."""
    NOT_A_FILE = "not_a_file"
    """A pipe, a socket or a device."""
    LINK = "link"
    """A link to a folder, or out of the folder that is searched."""
    NO_DOCUMENTS = "no_documents"
    """A folder in which there is no document."""
    DUPLICATE = "duplicate"
    """The same bytes as another file, which is read instead."""
    BAD_MANIFEST = "bad_manifest"
    """A manifest that is no CSV table with a column ``path``, or a fact of it that has not its form: what is
    wrong is not used, the files are read."""
    HASH_DIFFERS = "hash_differs"
    """Not the bytes the manifest gives the SHA-256 of, so its facts are about another document."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One document to read.

    Attributes:
        path: where it is, from the root: another process may have to find it.
        source_path: its path below the input, with ``/``; the file's name when the file itself is the input.
        sha256: hash of its bytes, 64 hexadecimal digits.
        size: its bytes.
        facts: what the manifest says of it (``publication_date``, ``symbol``, ``language`` …); empty ones are
            left out.
    """

    path: Path
    source_path: str
    sha256: str
    size: int
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def document_id(self) -> str:
        """Key of the document in every table."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file or row that is not published: a row of ``quarantine``.

    Attributes:
        source_path: the file, as in ``SourceFile``; None for a row that comes from no file.
        source_sha256: hash of its bytes, when they could be read.
        stage: the stage that refused it.
        reason_code: the reason in short.
        message: the reason in one sentence, with what to do.
        table_name: for a row, the table it was meant for.
        row_key: for a row, its primary key.
        row_json: for a row, its values as a JSON object.
    """

    source_path: str | None
    source_sha256: str | None
    stage: str
    reason_code: str
    message: str
    table_name: str | None = None
    row_key: str | None = None
    row_json: str | None = None

    def row(self) -> dict[str, str | None]:
        """It as a row of ``quarantine``: its key is a hash of all it says, so it is the same in every run."""
        said = asdict(self)
        content = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        return {"quarantine_id": hashlib.sha256(content).hexdigest()[:16], **said}


@dataclass(frozen=True, slots=True)
class Discovery:
    """The documents to read, each content once, in order of ``source_path``, and what was refused."""

    files: list[SourceFile]
    refused: list[Refusal]

    def described(self) -> dict[str, str]:
        """The documents as one source of a data package: how many, and the digest of all."""
        hashes = "".join(sorted(f"{file.sha256}\n" for file in self.files))
        digest = hashlib.sha256(hashes.encode()).hexdigest()
        return {"title": f"{len(self.files)} source documents", "version": f"sha256:{digest}"}


def discover(inputs: list[Path]) -> Discovery:
    """Find the documents in files and folders.

    Hidden files and folders are passed over. Links are followed to files of the same input, no further. A
    ``manifest.csv`` tells facts about the files its column ``path`` names, relative to its own folder; a
    column ``sha256`` tells which bytes they are about.

    Args:
        inputs: files, and folders to search with all folders in them.
    """
    found: list[SourceFile] = []
    refused: list[Refusal] = []
    for given in inputs:
        if not given.exists():
            refused.append(_refusal(_text(given), Reason.NOT_FOUND, "there is no such file or folder"))
        elif given.is_dir():
            _search(given, found, refused)
        else:
            facts, faults = _manifest(given.parent, given.parent)
            refused += [fault for fault in faults if fault.reason_code != Reason.NOT_FOUND]
            source_path = _text(Path(given.name))
            _take(given, source_path, facts.get(source_path, {}), found, refused)
    return _each_once(found, refused)


def has_files(folder: Path) -> bool:
    """Whether there is a file in a folder, at any depth."""
    return any(names for _, _, names in os.walk(folder))


def _search(root: Path, found: list[SourceFile], refused: list[Refusal]) -> None:
    """Everything in one folder of documents."""
    before = len(found), len(refused)
    facts: dict[str, dict[str, str]] = {}
    for folder, names in _walk(root, refused):
        if MANIFEST in names:
            listed, faults = _manifest(folder, root)
            facts |= listed
            refused += faults
        for name in names:
            if name != MANIFEST:
                path = folder / name
                source_path = _text(path.relative_to(root))
                if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(root.resolve()):
                    refused.append(_linked(source_path, path))
                    continue
                _take(path, source_path, facts.get(source_path, {}), found, refused)
    if before == (len(found), len(refused)):
        refused.append(_refusal(_text(root), Reason.NO_DOCUMENTS, "there is no document in this folder"))


def _walk(root: Path, refused: list[Refusal]) -> Iterator[tuple[Path, list[str]]]:
    """Each folder with the names of its files, parents first, hidden ones left out."""

    def note(error: OSError) -> None:
        folder = Path(error.filename)
        name = _text(folder.relative_to(root)) if folder != root else _text(root)
        refused.append(_refusal(name, Reason.UNREADABLE, f"the folder cannot be read: {error.strerror}"))

    for folder, folders, names in os.walk(root, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            path = Path(folder, name)
            if path.is_symlink():  # os.walk does not follow it
                refused.append(_linked(_text(path.relative_to(root)), path))
        yield Path(folder), sorted(name for name in names if not name.startswith("."))


def _linked(source_path: str, path: Path) -> Refusal:
    what = "a folder" if path.is_dir() else "a file elsewhere"
    message = f"it is a link to {what}, which is not followed: name that as an input"
    return _refusal(source_path, Reason.LINK, message)


def _take(
    path: Path, source_path: str, facts: dict[str, str], found: list[SourceFile], refused: list[Refusal]
) -> None:
    """Hash one file, unless there is a reason to refuse it."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for a writer
            refused.append(_refusal(source_path, Reason.NOT_A_FILE, "it is a pipe, a socket or a device"))
            return
        with path.open("rb") as handle:
            sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
            size = handle.tell()
    except OSError as error:
        refused.append(_refusal(source_path, Reason.UNREADABLE, f"the file cannot be read: {error.strerror}"))
        return
    facts = dict(facts)
    stated = facts.pop("sha256", sha256)
    if stated.lower() != sha256:
        message = f"the manifest is about other bytes (sha256 {stated}): correct the manifest or the file"
        refused.append(_refusal(source_path, Reason.HASH_DIFFERS, message, sha256))
        return
    found.append(SourceFile(path.absolute(), source_path, sha256, size, facts))


def is_day(value: str) -> bool:
    """Whether a text is an ISO day on which a document can have been published, and no ``0001-01-01``."""
    try:
        return EARLIEST <= date.fromisoformat(value).year <= LATEST
    except ValueError:
        return False


EARLIEST, LATEST = 1500, 2100
FORMS: dict[str, tuple[Callable[[str], object], str]] = {
    "language": (re.compile("[a-z]{2}").fullmatch, "its ISO 639-1 code, such as es"),
    "publication_date": (is_day, "a day such as 2024-05-31"),
}
"""Fact of the manifest → what tells whether it has its form, and the form in words."""


def _manifest(folder: Path, root: Path) -> tuple[dict[str, dict[str, str]], list[Refusal]]:
    """The facts a folder's manifest tells, by path below ``root``, and what is wrong with it."""
    path = folder / MANIFEST
    here = PurePosixPath(_text(folder.relative_to(root)))
    name = str(here / MANIFEST)
    if not path.exists():
        return {}, []
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            table = csv.DictReader(handle, strict=True)
            columns = table.fieldnames or ()
            rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return {}, [_refusal(name, Reason.BAD_MANIFEST, f"the manifest cannot be read as UTF-8 CSV: {error}")]
    if "path" not in columns:
        return {}, [_refusal(name, Reason.BAD_MANIFEST, "the manifest has no column named path")]
    facts: dict[str, dict[str, str]] = {}
    faults = []
    for row in rows:
        listed = str(here / (row["path"] or ""))
        for column, (has_form, form) in FORMS.items():
            if (value := (row.get(column) or "").strip()) and not has_form(value):
                message = f"the {column} of {listed} is {value!r}: give {form}"
                faults.append(_refusal(name, Reason.BAD_MANIFEST, message))
                row[column] = ""
        if (root / listed).is_file():
            facts[listed] = {
                column: value.strip()
                for column, value in row.items()
                if column and column != "path" and isinstance(value, str) and value.strip()
            }
        else:
            faults.append(_refusal(listed, Reason.NOT_FOUND, f"{name} lists this file and it is not there"))
    return facts, faults


def _each_once(found: list[SourceFile], refused: list[Refusal]) -> Discovery:
    """Keep the first path of each content; name the others."""
    kept: dict[str, SourceFile] = {}
    for file in sorted(found, key=lambda each: (each.source_path, each.sha256)):
        first = kept.setdefault(file.sha256, file)
        if first is not file:
            message = f"the same bytes as {first.source_path}, which is read instead"
            refused.append(_refusal(file.source_path, Reason.DUPLICATE, message, file.sha256))
    refused.sort(key=lambda each: (each.source_path or "", each.reason_code))
    return Discovery(list(kept.values()), refused)


def _refusal(source_path: str, reason: Reason, message: str, sha256: str | None = None) -> Refusal:
    return Refusal(source_path, sha256, "discover", reason.value, message)


def _text(path: Path) -> str:
    """A path as text that can be stored: a name that is no UTF-8 shows a mark where its bytes are not."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
