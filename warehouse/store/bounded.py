"""DuckDB that takes no more memory for more rows, unless it has to."""

from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import TypeVar

import duckdb

Answer = TypeVar("Answer")

MEMORY = "256MB"
"""What a connection may take; what needs more goes on in temporary files."""
MORE = ("512MB", "2GB", None)
"""What it may take when that is not enough, since not all of a query can; at last, most of what there is."""


def run(work: Callable[[duckdb.DuckDBPyConnection], Answer], threads: int | None = None) -> Answer:
    """What work gives that is done with a database in memory; what it lays aside goes with it.

    Args:
        work: it is done anew, with more memory, when it runs out of it.
        threads: to work with; None for one a processor. More than one cost more than they give where there is
            little to do.

    Raises:
        duckdb.OutOfMemoryException: it takes more than the machine has.
    """
    for memory in (MEMORY, *MORE):
        with TemporaryDirectory(prefix="cronica-") as aside:
            settings = {"temp_directory": aside, "autoinstall_known_extensions": "false"}
            limits = {"memory_limit": memory, "threads": threads}
            given = {name: limit for name, limit in limits.items() if limit}
            with duckdb.connect(config={**settings, **given}) as connection:
                try:
                    return work(connection)
                except duckdb.OutOfMemoryException as error:
                    ran_out = error
    raise ran_out
