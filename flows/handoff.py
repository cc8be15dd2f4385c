"""Tables on their way from one stage to the next: a folder with a Parquet file each."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl


def keep(tables: Mapping[str, pl.DataFrame], folder: Path) -> Path:
    """Write tables into a new folder and return it."""
    folder.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet", compression="lz4")
    return folder


def kept(*folders: Path) -> dict[str, pl.DataFrame]:
    """The tables of one or more folders, by name."""
    return {
        path.stem: pl.read_parquet(path) for folder in folders for path in sorted(folder.glob("*.parquet"))
    }
