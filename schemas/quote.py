"""Names and values written into SQL: where DuckDB takes no parameters, and where nobody else gives them.

For parameters its client imports pandas, if that is there, to know its values: it takes half a second.
"""

import glob
from collections.abc import Sequence
from pathlib import Path


def identifier(name: str) -> str:
    """A table or column name in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | Path | int | Sequence[str]) -> str:
    """A text or a path in single quotes, a number, or a list of texts."""
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str | Path):
        return f"[{', '.join(map(literal, value))}]"
    return "'" + str(value).replace("'", "''") + "'"


def parquet(*paths: Path) -> str:
    """A FROM item that reads exactly these files, whatever characters their folders have in their names."""
    return f"read_parquet({literal([glob.escape(str(path)) for path in paths])})"
