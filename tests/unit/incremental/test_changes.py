"""What changed between two texts is kept: a pair is compared again when one of them was read again."""

import polars as pl
import pytest

from cronica import seeds
from cronica.flows.assemble import series
from cronica.flows.assemble.tables import write_tables
from cronica.flows.incremental.changes import TABLE, KeptChanges
from cronica.flows.incremental.partitions import Partitions
from cronica.flows.sources.discover import discover
from tests.stages import partitions_of


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write the tables of the bundled documents: the bytes of the changes, and how many pairs were compared."""
    partitions, _ = partitions_of([discover([seeds.DOCUMENTS]).files], tmp_path)
    compared = []
    changes = series.changes
    monkeypatch.setattr(series, "changes", lambda *texts: compared.append(texts) or changes(*texts))

    def write(index: pl.DataFrame | None = None) -> tuple[bytes, int]:
        compared.clear()
        staged = tmp_path / "staged"
        staged.mkdir(exist_ok=True)
        index = Partitions(tmp_path).index(partitions) if index is None else index
        write_tables(partitions, [], staged, KeptChanges(tmp_path / "changes", index))
        return (staged / TABLE).read_bytes(), len(compared)

    write.index = Partitions(tmp_path).index(partitions)
    write.kept = tmp_path / "changes"
    return write


def test_a_pair_as_it_was_is_taken_and_gives_the_same_bytes(written):
    first, compared = written()
    assert compared == 1
    assert written() == (first, 0)
    assert written() == (first, 0)


def test_a_pair_of_which_one_text_was_read_again_is_compared_again(written):
    first, _ = written()
    later = pl.read_parquet(written.kept / "*" / TABLE)["document_id"][0]
    is_later = pl.col("document_id") == later
    for column in ("input_key", "fingerprint"):
        index = written.index.with_columns(
            pl.when(is_later).then(pl.lit("new")).otherwise(column).alias(column)
        )
        assert written(index) == (first, 1)
        assert written(index) == (first, 0)


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b"", bytes.upper])
def test_what_is_kept_and_damaged_is_made_again(written, damage):
    first, _ = written()
    [path] = written.kept.glob(f"*/{TABLE}")
    path.chmod(0o644)
    data = damage(path.read_bytes())
    path.unlink()  # it is one file with the staged table
    path.write_bytes(data)
    assert written() == (first, 1)
