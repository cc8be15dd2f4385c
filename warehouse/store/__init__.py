"""Tables as files: Parquet, the DuckDB database, the descriptor."""
