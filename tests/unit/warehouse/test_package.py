import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from cronica.schemas import registry, render
from cronica.warehouse.store import package
from cronica.warehouse.store.write import read_table
from tests.small_warehouse import DATASET, stage_release, stage_tables


def test_every_table_and_view_is_described_with_size_hash_and_rows(release):
    resources = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    contracted = [*registry.tables(), *registry.views()]
    assert [each["name"] for each in resources] == [*(table.name for table in contracted), "cronica"]
    for table, resource in zip(contracted, resources, strict=False):
        data = (release / resource["path"]).read_bytes()
        assert resource == {
            **render.resource(table),
            "bytes": len(data),
            "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
            "rowCount": read_table(release / resource["path"]).height,
        }
    database = (release / "cronica.duckdb").read_bytes()
    assert resources[-1]["hash"] == "sha256:" + hashlib.sha256(database).hexdigest()


def test_the_package_says_what_it_is_and_where_it_comes_from(release):
    descriptor = package.read(release)
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["version"] == registry.CONTRACT_VERSION
    assert descriptor["created"] == "2026-03-01T12:00:00Z"
    assert descriptor["sources"] == [{"title": "Four documents", "path": "documents"}]
    assert descriptor["licenses"][0]["name"] == "Apache-2.0"
    assert (release / "DICTIONARY.md").read_text(encoding="utf-8") == render.dictionary()


def test_the_same_input_has_the_same_id_whenever_it_was_built(release, tmp_path):
    local = datetime(2030, 1, 1, 1, tzinfo=timezone(timedelta(hours=3)))
    stage_release(tmp_path, created=local)
    again = package.read(tmp_path)
    assert again["id"] == package.read(release)["id"]
    assert again["created"] == "2029-12-31T22:00:00Z"


def test_other_input_has_another_id(release, tmp_path):
    stage_release(tmp_path, {**DATASET, "terms": DATASET["terms"][:1]})
    assert package.read(tmp_path)["id"] != package.read(release)["id"]


def test_without_sources_none_are_claimed(tmp_path):
    stage_release(tmp_path)
    package.write(tmp_path, created=datetime.now(UTC), sources=[], program="")
    assert "sources" not in package.read(tmp_path)


def test_an_unfinished_folder_is_not_described(tmp_path):
    stage_tables(tmp_path, {})
    with pytest.raises(FileNotFoundError, match=r"timeline\.parquet"):
        package.write(tmp_path, created=datetime.now(UTC), sources=[], program="")
    assert not (tmp_path / "datapackage.json").exists()


@pytest.mark.parametrize("text", [None, "{", "[]", '{"resources": 1}'])
def test_a_descriptor_that_cannot_be_read_is_an_error_of_one_line(text, tmp_path):
    if text is not None:
        (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"datapackage\.json") as caught:
        package.read(tmp_path)
    assert "\n" not in str(caught.value)
