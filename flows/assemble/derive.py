"""What a release takes from each part as it is, made where it is not there."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import polars as pl

from flows import fingerprint
from flows.assemble import merge
from schemas import registry
from warehouse import derived
from warehouse.parts import INDEX

AT_ONCE = 2
"""Parts of which it is made at once: nearly all of the time goes into what leaves the interpreter free."""
NAME = "derived-"
SAME = ["document_id", "input_key", "fingerprint"]
"""What decides the rows of a document."""


def derive(parts: Sequence[Path], known: Iterable[Path] = ()) -> list[Path] | None:
    """The folders that hold what is derived of each part.

    None when the contract does not allow a row to be published as it is: what there is to say of it, the
    checks do.

    Args:
        parts: all parts of the run.
        known: other parts that there are: what is derived of a document there is taken from there.
    """
    elsewhere = [part for part in known if folder(part).exists()]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda part: _derive(part, elsewhere), parts))
    folders = [folder(part) for part in parts]
    return folders if all(each.exists() for each in folders) else None


def folder(part: Path) -> Path:
    """Where what is derived of a part is kept."""
    return part / f"{NAME}{fingerprint.of_derived()}"


def _derive(part: Path, elsewhere: Sequence[Path]) -> None:
    if folder(part).exists():
        return
    for stale in part.glob(f"{NAME}*"):
        shutil.rmtree(stale)
    left = _index(part)
    taken = {}
    for other in elsewhere:
        here = _index(other).join(left, on=SAME, how="semi")
        left = left.join(here, on=SAME, how="anti")
        if here.height:
            taken[folder(other)] = here["document_id"]
    tables = {table.name: merge.contract_rows(part, table.name) for table in registry.of_documents()}
    with suppress(ValueError):
        derived.write(tables, folder(part), taken)


def _index(part: Path) -> pl.DataFrame:
    return pl.read_parquet(part / f"{INDEX}.parquet", columns=SAME, glob=False)
