"""What a release holds: the same for the same documents."""

from pathlib import Path
from typing import Any

import duckdb

from cronica.schemas import registry
from cronica.warehouse.store.package import DATABASE


def contents(release: Path) -> dict[str, Any]:
    """The bytes of every Parquet file by its name, and the rows of the database by table."""
    with duckdb.connect(release / DATABASE, read_only=True) as connection:
        rows = {table.name: connection.sql(f"FROM {table.name}").fetchall() for table in registry.tables()}
    return {path.name: path.read_bytes() for path in release.glob("*.parquet")} | rows
