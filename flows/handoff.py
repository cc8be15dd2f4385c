"""Tables on their way from one stage to the next: a folder with a Parquet file each."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl


def keep(tables: Mapping[str, pl.DataFrame], folder: Path) -> Path:
    """Write tables into a new folder, which appears whole, and return it."""
    aside = folder.with_name(f".{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)  # of a process that died
    aside.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(aside / f"{name}.parquet", compression="lz4")
    return aside.rename(folder)


def kept(*folders: Path) -> dict[str, pl.DataFrame]:
    """The tables of one or more folders, by name."""
    return {
        path.stem: pl.read_parquet(path) for folder in folders for path in sorted(folder.glob("*.parquet"))
    }
