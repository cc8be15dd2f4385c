"""Documents on object storage, ``s3://bucket/prefix``: every object below the prefix, under its own name.

What was brought once is kept by its version, so that an unchanged object is not brought again. How the
storage is found and entered, ``cronica.warehouse.publish.remote`` says.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from cronica.flows.settings import Fetching
from cronica.flows.sources import discover
from cronica.flows.sources.discover import Refusal
from cronica.flows.sources.fetch import LARGEST
from cronica.flows.sources.reasons import Reason, refusal
from cronica.warehouse.store import kept

SCHEME = "s3://"
OBJECT = "object"
OF_ONE = (FileNotFoundError, PermissionError, FileExistsError, NotADirectoryError, IsADirectoryError)
"""Errors about one object: it went meanwhile, is closed, or its name cannot be that of a file here."""


def matches(given: str) -> bool:
    """Whether this is an address on object storage."""
    return given.lower().startswith(SCHEME)


def fetch(inputs: Sequence[str], folder: Path, fetching: Fetching) -> tuple[list[Path], list[Refusal]]:
    """Bring the objects of each address into a folder of its own."""
    paths: list[Path] = []
    refused: list[Refusal] = []
    for number, given in enumerate(inputs, 1):
        target = folder / f"{number:03d}"
        try:
            refused += _bring(given, target, fetching.cache / "objects")
        except ImportError as error:
            message = f'it needs {error.name}: pip install "cronica[s3]"'
            refused.append(refusal(given, Reason.NOT_FETCHED, message))
        except Exception as error:  # every library of storage has its own
            what = str(error).partition("\n")[0] or type(error).__name__
            message = (
                f"the storage gives no answer ({what}): check the address, the keys and AWS_ENDPOINT_URL"
            )
            refused.append(refusal(given, Reason.NOT_FETCHED, message))
        if target.exists():
            paths.append(target)
    return paths, refused


def _bring(given: str, target: Path, cache: Path) -> list[Refusal]:
    import fsspec

    storage, base = fsspec.core.url_to_fs(given, skip_instance_cache=True)
    found: dict[str, dict[str, Any]] = storage.find(base, detail=True)
    refused: list[Refusal] = []
    for address, info in found.items():
        name = PurePosixPath(address.removeprefix(base).strip("/") or PurePosixPath(address).name)
        if address.endswith("/") or any(part.startswith(".") for part in name.parts):
            continue
        if info["size"] > LARGEST:
            message = f"is of {info['size']:,} bytes; more than {LARGEST:,} are not read"
            refused.append(refusal(str(name), Reason.TOO_LARGE, message))
            continue
        version = info.get("ETag") or f"{info['size']} {info.get('LastModified')}"
        folder = cache / hashlib.sha256(f"{given} {address} {version}".encode()).hexdigest()[:32]
        try:
            if not kept.is_at_hand(folder):
                with kept.made(folder) as aside:
                    storage.get_file(address, str(aside / OBJECT))
            to = target / name
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / OBJECT, to)
        except OF_ONE as error:
            message = f"the object cannot be had ({error.strerror or error}): see to its name and permissions"
            refused.append(refusal(str(name), Reason.NOT_FETCHED, message))
    if not target.exists():
        message = "there is no document at this address"
        refused.append(Refusal(given, None, "discover", discover.Reason.NO_DOCUMENTS.value, message))
    return refused
