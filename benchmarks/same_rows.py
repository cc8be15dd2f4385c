"""Compare two releases table by table: ``python -m benchmarks.same_rows BEFORE AFTER``.

Prints a line a table that differs: rows only in one of them, and for rows of one key the columns that
changed, with examples. Leaves with exit code 1 when anything differs. Columns that only one release has are
named and passed over.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from cronica.schemas import registry
from cronica.schemas.model import Table

EXAMPLES = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("before", type=Path, help="folder of a release")
    parser.add_argument("after", type=Path, help="folder of another")
    parser.add_argument("--table", action="append", help="only this table; may be repeated")
    given = parser.parse_args()
    tables = [
        table
        for table in (*registry.tables(), *registry.views())
        if not given.table or table.name in given.table
    ]
    found = [line for table in tables for line in differences(table, given.before, given.after)]
    print("\n".join(found) if found else f"{len(tables)} tables, the same rows")
    return 1 if found else 0


def differences(table: Table, before: Path, after: Path) -> Iterator[str]:
    """What two releases differ in in one table, a line each."""
    files = [folder / f"{table.name}.parquet" for folder in (before, after)]
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        yield f"{table.name}: not in {' nor in '.join(missing)}"
        return
    old, new = (pl.read_parquet(file, glob=False) for file in files)
    alone = set(old.columns) ^ set(new.columns)
    if alone:
        yield f"{table.name}: columns of one release only: {', '.join(sorted(alone))}"
    columns = [name for name in old.columns if name in new.columns]
    old, new = old.select(columns), new.select(columns)
    if old.equals(new):
        return
    key = [name for name in table.primary_key if name in columns]
    gone = old.join(new, on=key, how="anti", nulls_equal=True)
    come = new.join(old, on=key, how="anti", nulls_equal=True)
    for what, rows in (("gone", gone), ("new", come)):
        if rows.height:
            yield f"{table.name}: {rows.height:,} of {old.height:,} rows {what}"
            yield from (f"    {row}" for row in rows.head(EXAMPLES).rows())
    both = old.join(new, on=key, how="inner", nulls_equal=True, suffix=" after")
    for name in columns:
        if name not in key:
            changed = both.filter(pl.col(name).ne_missing(pl.col(f"{name} after")))
            if changed.height:
                yield f"{table.name}.{name}: changed in {changed.height:,} of {both.height:,} rows"
                example = changed.select(*key, name, f"{name} after").head(EXAMPLES)
                yield from (f"    {row}" for row in example.rows())
    if not gone.height and not come.height and old.select(key).equals(new.select(key)) is False:
        yield f"{table.name}: rows in another order"


if __name__ == "__main__":
    sys.exit(main())
