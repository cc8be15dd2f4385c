"""What a release holds: the same for the same documents."""

from pathlib import Path
from typing import Any

import duckdb

from cronica.schemas import registry
from cronica.warehouse.store.package import DATABASE


def contents(release: Path) -> dict[str, Any]:
    """The bytes of the Parquet file of every table and view by name, and the rows of the database by table."""
    with duckdb.connect(release / DATABASE, read_only=True) as connection:
        rows = {table.name: connection.sql(f"FROM {table.name}").fetchall() for table in registry.tables()}
    files = (f"{table.name}.parquet" for table in (*registry.tables(), *registry.views()))
    return {name: (release / name).read_bytes() for name in files} | rows
