"""What a folder must hold to be published."""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from cronica.schemas import registry
from cronica.warehouse.publish.verify import InvalidRelease
from cronica.warehouse.store import package
from cronica.warehouse.store.write import read_table, write_table
from tests.small_warehouse import DATASET, OTHER, flip_a_byte, stage_release

LATER = datetime(2026, 3, 2, tzinfo=UTC)


def rewrite(folder: Path, change) -> None:
    descriptor = package.read(folder)
    change(descriptor)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def resource(descriptor, name):
    return next(each for each in descriptor["resources"] if each["name"] == name)


def remove_file(folder: Path) -> None:
    (folder / "votes.parquet").unlink()


def touch_the_database(folder: Path) -> None:
    with duckdb.connect(str(folder / "cronica.duckdb")) as connection:
        connection.execute("DELETE FROM terms")
    package.write(folder, created=LATER, sources=[], program="")


def change_a_view(folder: Path) -> None:
    """As many rows as before, one of them another."""
    rows = read_table(folder / "timeline.parquet")
    rows = pl.concat([rows.tail(-1), rows.tail(1)])
    write_table(rows, registry.table("timeline"), folder / "timeline.parquet")
    package.write(folder, created=LATER, sources=[], program="")


def state_other_rows(folder: Path) -> None:
    rewrite(folder, lambda descriptor: resource(descriptor, "terms").update(rowCount=3))


def state_another_id(folder: Path) -> None:
    rewrite(folder, lambda descriptor: descriptor.update(id="sha256:0"))


def forget(name: str):
    def forget(folder: Path) -> None:
        def change(descriptor):
            descriptor["resources"].remove(resource(descriptor, name))
            descriptor["id"] = package.content_id(descriptor["resources"])

        rewrite(folder, change)

    return forget


def repeat_a_key(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    stage_release(folder, {**DATASET, "terms": [*DATASET["terms"], DATASET["terms"][0]]})


def no_descriptor(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (no_descriptor, "datapackage.json cannot be read"),
        (remove_file, "votes.parquet: missing"),
        (flip_a_byte, "terms.parquet: size or hash differs from datapackage.json"),
        (touch_the_database, "terms.parquet: cronica.duckdb has other rows in terms"),
        (change_a_view, "timeline.parquet: cronica.duckdb has other rows in timeline"),
        (state_other_rows, "terms.parquet: 1 rows where datapackage.json states 3"),
        (state_another_id, "datapackage.json: id does not match"),
        (forget("timeline"), "timeline.parquet: missing from datapackage.json"),
        (forget("cronica"), "cronica.duckdb: missing from datapackage.json"),
        (
            repeat_a_key,
            "terms.parquet: key (\"document_id\", \"term\") is not unique at ('aaaaaaaaaaaaaaaa', 'deporte')",
        ),
    ],
)
def test_what_is_not_whole_is_not_published(damage, message, store, publish):
    good = publish()
    with store.lock():
        staged = store.stage()
        stage_release(staged, OTHER, created=LATER)
        damage(staged)
        with pytest.raises(InvalidRelease) as caught:
            store.publish(staged)
        assert message in str(caught.value)
        assert staged.is_dir()
    assert store.current() == good
    assert [release.id for release in store.history()] == [good.id]
