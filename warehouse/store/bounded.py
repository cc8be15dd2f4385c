"""Run DuckDB with a small memory limit, which is raised only when a query runs out of it."""

from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import TypeVar

import duckdb

from cronica.warehouse.store.settings import SETTINGS

Answer = TypeVar("Answer")

MEMORY = ("256MB", "512MB", "2GB", None)
"""Memory limits to try in turn. Within a limit DuckDB uses temporary files, but not every operator can; the
last is DuckDB's own, 80 % of the machine."""


def run(work: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
    """Return what ``work`` returns, given a connection to a database in memory.

    Args:
        work: is called again, with more memory, when it runs out of it.

    Raises:
        duckdb.OutOfMemoryException: the work needs more memory than the machine has.
    """
    for limit in MEMORY:
        with TemporaryDirectory(prefix="cronica-") as folder:
            settings = {**SETTINGS, "temp_directory": folder, "autoinstall_known_extensions": "false"}
            with duckdb.connect(
                config={**settings, **({"memory_limit": limit} if limit else {})}
            ) as connection:
                connection.execute("SET enable_progress_bar = false")  # it would go to standard output
                try:
                    return work(connection)
                except duckdb.OutOfMemoryException as error:
                    ran_out = error
    raise ran_out
