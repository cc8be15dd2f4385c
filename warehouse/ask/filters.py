"""What a filter may be: a value that the release or the vocabulary of a column holds, typed in any case."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from cronica.schemas import registry
from cronica.warehouse.ask.sandbox import QueryError

NAMED = 10
"""Values that are named when none is like the one given."""


def held(release: Path, columns: Iterable[str], name: str, given: str) -> str:
    """The value of a column that is meant by what was typed.

    Args:
        release: a release folder.
        columns: where the value stands, each as ``table.column``.
        name: of the filter.
        given: the value, in any case.

    Raises:
        QueryError: neither the columns nor their vocabularies have such a value; the message names those most
            like it.
    """
    import pyarrow.parquet as pq

    values: set[str] = set()
    for place in columns:
        table, column = place.split(".")
        (field,) = (each for each in registry.table(table).fields if each.name == column)
        values.update(field.allowed or ())
        file = pq.ParquetFile(release / f"{table}.parquet", read_dictionary=[column])
        for batch in file.iter_batches(columns=[column]):
            values.update(filter(None, batch.column(0).unique().to_pylist()))
    if given in values:
        return given
    by_case: dict[str, list[str]] = {}
    for value in sorted(values):
        by_case.setdefault(value.casefold(), []).append(value)
    if found := by_case.get(given.casefold()):
        return found[0]
    close = difflib.get_close_matches(given.casefold(), by_case, n=3)
    named = ", ".join(by_case[each][0] for each in close or list(by_case)[:NAMED])
    more = f" and {len(by_case) - NAMED:,} more" if len(by_case) > NAMED else ""
    hint = f"did you mean {named}?" if close else f"there are {named or 'none'}{more}"
    raise QueryError(f"there is no {name} {given} in this release: {hint}")
