"""What a release says of itself to other tools, read by those tools."""

import json
import subprocess
import sys

import great_expectations as gx
import pyarrow.parquet as pq
import pytest
import yaml

from cronica.schemas import registry
from cronica.warehouse import describe
from cronica.warehouse.publish import changes
from tests.small_warehouse import DATASET, LETTER, SPORT_65, SPORT_73, stage_release


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("described")
    stage_release(folder)
    describe.write(folder)
    return folder


READ_CROISSANT = """
import json, os, sys, mlcroissant
dataset = mlcroissant.Dataset(sys.argv[1])
terms = [record["terms/term"] for record in dataset.records("terms")]
print(json.dumps({
    "errors": sorted(dataset.metadata.issues.errors),
    "tables": [each.id for each in dataset.metadata.record_sets],
    "terms": [each.decode() if isinstance(each, bytes) else each for each in terms],
}), flush=True)
os._exit(0)
"""
"""In a process of its own: what it imports closes the streams of a process whose logging is set up anew. A
thread of that may abort the process as it ends in order."""


def test_croissant_is_valid_and_reads_the_tables(staged):
    read = subprocess.run(
        [sys.executable, "-c", READ_CROISSANT, staged / "croissant.json"], capture_output=True, text=True
    )
    assert read.returncode == 0, read.stderr
    found = json.loads(read.stdout.splitlines()[-1])
    assert found["errors"] == []
    assert set(found["tables"]) == {each.name for each in (*registry.tables(), *registry.views())}
    assert found["terms"] == ["deporte", "deporte"]


def test_great_expectations_loads_the_suites_and_they_can_fail(staged):
    written = {
        path.stem: json.loads(path.read_text("utf-8")) for path in (staged / "expectations").glob("*.json")
    }
    assert set(written) == {each.name for each in registry.tables()}
    suites = {name: gx.ExpectationSuite(**told) for name, told in written.items()}
    batch = (
        gx.get_context(mode="ephemeral")
        .data_sources.add_pandas("p")
        .add_dataframe_asset("a")
        .add_batch_definition_whole_dataframe("b")
    )
    terms = pq.read_table(staged / "terms.parquet").to_pandas()
    for frame, is_good in ((terms, True), (terms.assign(mentions=0), False)):
        assert (
            batch.get_batch(batch_parameters={"dataframe": frame}).validate(suites["terms"]).success
            is is_good
        )
    for name in (
        "date_mentions",
        "paragraphs",
    ):  # with conditions, pairs and a column less than is checked here
        frame = pq.read_table(staged / f"{name}.parquet").to_pandas()
        result = batch.get_batch(batch_parameters={"dataframe": frame}).validate(suites[name])
        raised = [each for each in result.results if each.exception_info.get("raised_exception")]
        assert not raised


def test_dbt_sources_describe_and_test_every_column(staged):
    (source,) = yaml.safe_load((staged / "sources.yml").read_text("utf-8"))["sources"]
    tables = {
        each["name"]: {column["name"]: column for column in each["columns"]} for each in source["tables"]
    }
    assert list(tables["terms"]) == [*registry.table("terms").columns]
    assert tables["documents"]["document_id"]["data_tests"][:2] == ["not_null", "unique"]
    assert all(column["description"] for table in tables.values() for column in table.values())


def test_the_card_and_the_citation_name_the_release(staged):
    described = json.loads((staged / "datapackage.json").read_text("utf-8"))
    front, card = (staged / "README.md").read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
    assert yaml.safe_load(front)["configs"][0] == {
        "config_name": "documents",
        "data_files": "documents.parquet",
    }
    assert described["id"] in card
    assert "| `documents` | 4 | One row per distinct source document |" in card
    citation = yaml.safe_load((staged / "CITATION.cff").read_text("utf-8"))
    assert (citation["date-released"], citation["identifiers"][0]["value"]) == ("2026-03-01", described["id"])


def test_changes_name_the_documents_that_came_went_or_changed(tmp_path):
    def made(name, dataset):
        stage_release(tmp_path / name, dataset)
        return tmp_path / name

    before = made("before", DATASET)
    changes.write(None, before)
    first = pq.read_table(before / changes.FILE)
    assert set(first["change"].to_pylist()) == {"added"}
    assert set(first["document_id"].to_pylist()) == {each["document_id"] for each in DATASET["documents"]}

    def without(table, document):
        return [each for each in DATASET[table] if each["document_id"] != document]

    after = made(
        "after",
        {
            **DATASET,
            **{
                name: without(name, LETTER)
                for name, rows in DATASET.items()
                if rows and "document_id" in rows[0]
            },
            "terms": [
                {**each, "mentions": 9} if each["document_id"] == SPORT_73 else each
                for each in DATASET["terms"]
            ],
        },
    )
    changes.write(before, after)
    rows = pq.read_table(after / changes.FILE).to_pylist()
    assert [(row["change"], row["document_id"]) for row in rows] == [
        ("changed", SPORT_73),
        ("removed", LETTER),
    ]
    assert rows[0]["tables"] == "terms"
    assert SPORT_65 not in str(rows)
    changes.write(after, after)
    assert pq.read_table(after / changes.FILE).num_rows == 0
