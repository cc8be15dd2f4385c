"""The tables of a run as files, one a table: what is published if validation refuses no row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from cronica.flows.assemble import derive, merge
from cronica.flows.assemble.run import COMPLETED, Across
from cronica.flows.sources.discover import Refusal
from cronica.schemas import registry
from cronica.schemas.model import Table
from cronica.warehouse.store.splice import splice
from cronica.warehouse.store.write import TableWriter, is_in_order_of_documents, write_table

LEAST = 1_000
"""Rows a part has on average in a table whose file takes its row groups as they are: with fewer, a reader
would spend its time on their beginnings."""

Rows = Callable[[Any, str], pl.DataFrame]
"""Gives the rows of a piece in a table of this name."""


def pieces(parts: Sequence[Path], refused: Sequence[Refusal]) -> tuple[Rows, dict[str, pl.DataFrame]]:
    """What gives the rows of a part as they are published, and the tables that are in no part.

    Args:
        parts: all parts of the run.
        refused: every document that was refused.
    """
    across = Across.of(merge.columns(parts))

    def rows(part: Path, name: str) -> pl.DataFrame:
        return across.completed(name, merge.rows(part, name))

    return rows, across.of_the_run(refused)


def draft(parts: Sequence[Path], rows: Rows, whole: Mapping[str, pl.DataFrame], staged: Path) -> set[str]:
    """Write every table of the contract as it will be published if no row is refused.

    Args:
        parts: all parts of the run, in the order of the contract.
        rows: the rows of a part in a table.
        whole: the tables that are in no part.
        staged: folder to write them to.

    Returns:
        The names of those that the contract lets be published as they are.
    """
    drafted = set()
    for table in registry.tables():
        path = staged / f"{table.name}.parquet"
        try:
            if table.name in whole:
                write_table(whole[table.name], table, path)
            elif _takes_row_groups(table, parts):
                splice(derive.published(parts, table), path)
            else:
                with TableWriter(table, path) as writer:
                    for part in parts:
                        writer.append(rows(part, table.name))
        except ValueError:  # a check says so too, with the rows
            continue
        drafted.add(table.name)
    return drafted


def _takes_row_groups(table: Table, parts: Sequence[Path]) -> bool:
    """Whether a table's file holds the row groups of the parts as they are."""
    if table.name in COMPLETED or not is_in_order_of_documents(table):
        return False
    return sum(merge.height(part, table.name) for part in parts) >= LEAST * max(1, len(parts))
