"""How tables are stored and asked: Parquet files, one DuckDB file, whole releases, safe questions.

A run writes with ``write_table``, ``catalog.build`` and ``package.write`` into the folder ``Warehouse.stage``
gives, and puts it in force with ``Warehouse.publish``, all while it holds ``Warehouse.lock``. A reader takes
``Warehouse.current`` once and asks it with ``query.run``, ``query.tables`` and ``query.describe``.
"""

from warehouse import catalog, package, query
from warehouse.query import QueryError
from warehouse.release import Release, Warehouse, WarehouseBusy
from warehouse.verify import InvalidRelease
from warehouse.write import read_table, write_table

__all__ = [
    "InvalidRelease",
    "QueryError",
    "Release",
    "Warehouse",
    "WarehouseBusy",
    "catalog",
    "package",
    "query",
    "read_table",
    "write_table",
]
