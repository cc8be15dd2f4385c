"""The tables of a run as files, one a table: what is published if validation refuses no row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from flows.assemble import merge
from flows.assemble.run import Across
from flows.discover import Refusal
from schemas import registry
from warehouse.write import TableWriter

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


def draft(pieces: Sequence[Any], rows: Rows, whole: Mapping[str, pl.DataFrame], staged: Path) -> set[str]:
    """Write every table of the contract as it will be published if no row is refused.

    Args:
        pieces: the documents in pieces, in the order of the contract.
        rows: the rows of a piece in a table.
        whole: the tables that are not in pieces.
        staged: folder to write them to.

    Returns:
        The names of those that the contract lets be published as they are.
    """
    drafted = set()
    for table in registry.tables():
        frames = [whole[table.name]] if table.name in whole else (rows(piece, table.name) for piece in pieces)
        try:
            with TableWriter(table, staged / f"{table.name}.parquet") as writer:
                for frame in frames:
                    writer.append(frame)
        except ValueError:  # a check says so too, with the rows
            continue
        drafted.add(table.name)
    return drafted
