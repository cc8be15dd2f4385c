"""How tables are stored and asked: Parquet files, one DuckDB file, whole releases, safe questions.

A run writes with ``write.TableWriter``, ``catalog.write_database``, ``catalog.write_views`` and
``package.write`` into the folder ``release.Warehouse.stage`` gives, and puts it in force with
``Warehouse.publish``, all while it holds ``Warehouse.lock``. A reader takes ``Warehouse.current`` once and
asks it with ``query.run``, ``query.tables`` and ``query.describe``; ``diff.compare`` tells what two releases
differ in.
"""
