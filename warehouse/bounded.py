"""DuckDB that takes no more memory for more rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb

MEMORY = "512MB"
"""What a connection may take; what needs more goes on in temporary files."""


@contextmanager
def connect() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database in memory; what it lays aside goes with it."""
    with TemporaryDirectory(prefix="cronica-") as aside:
        settings = {
            "memory_limit": MEMORY,
            "temp_directory": aside,
            "autoinstall_known_extensions": "false",
        }
        with duckdb.connect(config=settings) as connection:
            yield connection
