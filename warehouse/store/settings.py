"""Settings that every connection to DuckDB here has."""

SETTINGS = {"disabled_optimizers": "join_filter_pushdown"}
"""With this optimizer a query of several threads loses rows at random: a filter from one side of a join
reaches under a ``DISTINCT`` or ``GROUP BY`` on the other (duckdb/duckdb 21757, 22075; seen with 1.5.5)."""
