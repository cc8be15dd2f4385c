"""Which partitions are kept and for how long, and what is none."""

import os
import time

import polars as pl
import pytest

from cronica.flows.incremental.partitions import INDEX, INDEX_SCHEMA, KEEP_DAYS, Partitions, store
from cronica.flows.settings import SettingsError


def test_what_is_not_used_goes_and_what_is_gone_goes_after_a_while(tmp_path):
    partitions = Partitions(tmp_path)
    index = pl.DataFrame(schema=INDEX_SCHEMA)
    used, unused, lately, long_ago = (
        store({INDEX: index}, folder)
        for folder in (
            partitions.root / "00000-of-00001-a",
            partitions.root / "00000-of-00001-b",
            partitions.gone / "00000-of-00001-c",
            partitions.gone / "00000-of-00001-d",
        )
    )
    before = time.time() - (KEEP_DAYS + 1) * 86_400
    os.utime(long_ago, (before, before))
    assert partitions.folders() == [used, unused, lately, long_ago]
    partitions.forget_all_but([used])
    assert partitions.folders() == [used, lately]


def test_what_is_no_partition_stays_and_what_stands_in_the_place_of_one_goes(tmp_path, caplog):
    partitions = Partitions(tmp_path)
    whole = store({INDEX: pl.DataFrame(schema=INDEX_SCHEMA)}, partitions.root / "00000-of-00001-a")
    for name in ("lost+found", "of mine"):
        (partitions.root / name).mkdir()
    (partitions.root / "notes.txt").write_text("mine")
    (partitions.root / "00000-of-00001-file").write_text("a file")
    (partitions.root / "00000-of-00001-loop").symlink_to("00000-of-00001-loop")
    partitions.drop_damaged()
    partitions.forget_all_but([whole])
    assert {path.name for path in partitions.root.iterdir()} == {
        "lost+found",
        "of mine",
        "notes.txt",
        whole.name,
    }
    assert len(caplog.messages) == 2


def test_inputs_that_are_not_known_any_more_are_asked_for(tmp_path):
    partitions = Partitions(tmp_path)
    assert partitions.inputs() == []
    partitions.note_inputs(["/documents"])
    assert partitions.inputs() == ["/documents"]
    noted = partitions.root / "inputs.json"
    noted.write_text(noted.read_text().replace("documents", "document5"))
    with pytest.raises(SettingsError, match="name the inputs"):
        partitions.inputs()
