"""Names and paths written into SQL where DuckDB takes no parameters."""

import glob
from pathlib import Path


def identifier(name: str) -> str:
    """A table or column name in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | Path) -> str:
    """A text or a path in single quotes."""
    return "'" + str(value).replace("'", "''") + "'"


def parquet(path: Path) -> str:
    """A FROM item that reads exactly this file, whatever characters its folders have in their names."""
    return f"read_parquet({literal(glob.escape(str(path)))})"
