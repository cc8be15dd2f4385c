"""What a release takes from each part as it is, made where it is not there."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from flows import fingerprint
from flows.assemble import merge
from schemas import registry
from warehouse import derived

AT_ONCE = 2
"""Parts of which it is made at once: nearly all of the time goes into what leaves the interpreter free."""
NAME = "derived-"


def derive(parts: Sequence[Path]) -> list[Path] | None:
    """The folders that hold what is derived of each part.

    None when the contract does not allow a row to be published as it is: what there is to say of it, the
    checks do.
    """
    with ThreadPoolExecutor(AT_ONCE) as threads:
        folders = list(threads.map(_derived, parts))
    return folders if all(folder.exists() for folder in folders) else None


def _derived(part: Path) -> Path:
    folder = part / f"{NAME}{fingerprint.of_derived()}"
    if not folder.exists():
        for stale in part.glob(f"{NAME}*"):
            shutil.rmtree(stale)
        with suppress(ValueError):
            derived.write({name: merge.contract_rows(part, name) for name in _names()}, folder)
    return folder


def _names() -> list[str]:
    return [table.name for table in registry.of_documents()]
