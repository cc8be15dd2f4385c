"""The stages of a run in this process, without Prefect, reader processes and publishing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from cronica.flows.assemble.repartition import repartition
from cronica.flows.assemble.tables import write_tables
from cronica.flows.incremental.changes import KeptChanges
from cronica.flows.incremental.partitions import INDEX, Partitions, store
from cronica.flows.incremental.plan import indexed
from cronica.flows.incremental.plan import refused as refused_index
from cronica.flows.reading.documents import read_documents
from cronica.flows.sources.discover import SourceFile, discover
from cronica.schemas import registry
from cronica.warehouse.store.write import read_table


def partitions_of(groups: Sequence[Sequence[SourceFile]], root: Path) -> tuple[list[Path], list[Path]]:
    """Read documents in these groups; return the partitions of the run, and the folders they were read into."""
    refusals, folders = [], []
    for number, group in enumerate(groups):
        tables, unread, _ = read_documents(group)
        refusals += unread
        if tables["documents"].height:
            index = indexed(tables["documents"], group)
            folders.append(store({**tables, INDEX: index}, root / "read" / str(number)))
    files = [file for group in groups for file in group]
    read = [Partitions(root).index(folders), refused_index(refusals, files)]
    return repartition(pl.concat(read, how="diagonal"), root), folders


@contextmanager
def staged(*paths: Path) -> Iterator[Path]:
    """A staging folder with the tables of a release of these documents, before validation."""
    found = discover([*paths])
    with TemporaryDirectory() as folder:
        staged = Path(folder) / "staged"
        staged.mkdir()
        partitions, _ = partitions_of([found.files], Path(folder))
        known = KeptChanges(Path(folder) / "changes", Partitions(Path(folder)).index(partitions))
        write_tables(partitions, found.refused, staged, known)
        yield staged


def staged_tables(*paths: Path) -> dict[str, pl.DataFrame]:
    """Every table that a release of these documents would hold before validation."""
    with staged(*paths) as folder:
        return {table.name: read_table(folder / f"{table.name}.parquet") for table in registry.tables()}
