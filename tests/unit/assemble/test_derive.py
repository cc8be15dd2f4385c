"""What is derived of parts, however documents are cut into them, gives what is made of all documents at once."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from cronica.flows.assemble import derive, draft
from cronica.flows.incremental import fingerprint
from cronica.flows.incremental.partitions import INDEX, INDEX_SCHEMA, store
from cronica.schemas import registry
from cronica.warehouse.report import write as write_page
from cronica.warehouse.store import catalog, derived
from cronica.warehouse.store.write import order, read_table

from tests.small_warehouse import DATASET, frame, stage_release

DOCUMENTS = sorted(row["document_id"] for row in DATASET["documents"])
CUTS = {
    "each alone": [[each] for each in DOCUMENTS],
    "two": [DOCUMENTS[:1], DOCUMENTS[1:]],
    "one": [DOCUMENTS],
}


def parts_of(root: Path, cut: list[list[str]], key: str = "k", **changed: list[dict]) -> list[Path]:
    """The small warehouse's documents in parts."""
    dataset = {**DATASET, **changed}
    made = []
    for number, documents in enumerate(cut):
        rows = {
            table.name: frame(table.name, dataset.get(table.name, [])).filter(
                pl.col("document_id").is_in(documents)
            )
            for table in registry.of_documents()
        }
        rows["citations"] = rows["citations"].with_columns(cited_title=pl.lit(None, pl.String))
        rows["entities"] = frame("entities", []).with_columns(document_id=pl.lit(None, pl.String))
        rows[INDEX] = pl.DataFrame(
            [{"document_id": each, "input_key": key, "fingerprint": "f"} for each in documents],
            schema=INDEX_SCHEMA,
        )
        made.append(store(rows, root / f"{number:05d}"))
    return made


@pytest.mark.parametrize("cut", CUTS)
def test_views_and_page_are_those_made_of_all_documents(cut, tmp_path):
    folders = derive.by_document(parts_of(tmp_path, CUTS[cut]))
    whole, pieced = tmp_path / "whole", tmp_path / "pieced"
    for staged, made in ((whole, []), (pieced, folders)):
        staged.mkdir()
        stage_release(staged)
        (staged / "validation.json").write_text(json.dumps({"totals": {}, "tables": [], "rules": []}))
        catalog.write_views(staged, made=derived.views(made))
        write_page(staged, derived.page(made))
    names = {path.name for path in whole.iterdir()}
    assert {"timeline.parquet", "report.html"} <= names
    assert {name: (pieced / name).read_bytes() for name in names} == {
        name: (whole / name).read_bytes() for name in names
    }


@pytest.mark.parametrize("least", [1, 10**6])
@pytest.mark.parametrize("cut", CUTS)
def test_tables_are_drafted_from_it(cut, least, tmp_path, monkeypatch):
    monkeypatch.setattr(draft, "LEAST", least)
    parts = parts_of(tmp_path, CUTS[cut])
    rows, whole = draft.pieces(parts, [])
    staged = tmp_path / "staged"
    staged.mkdir()
    drafted = draft.draft(parts, rows, whole, staged)
    assert drafted == {table.name for table in registry.tables()}
    for table in registry.of_documents():
        expected = pl.concat(rows(part, table.name) for part in parts).sort(order(table), nulls_last=True)
        assert read_table(staged / f"{table.name}.parquet").equals(expected), table.name
    assert read_table(staged / "paragraphs.parquet").height == len(DATASET["paragraphs"])


def test_it_is_made_once_and_again_when_what_makes_it_changed(tmp_path, monkeypatch):
    [part] = parts_of(tmp_path, CUTS["one"])
    [folder] = derive.by_document([part])
    before = {path: path.stat().st_ino for path in folder.iterdir()}
    assert derive.by_document([part]) == [folder]
    assert {path: path.stat().st_ino for path in folder.iterdir()} == before
    monkeypatch.setattr(fingerprint, "of_derived", lambda: "another")
    [again] = derive.by_document([part])
    assert [path for path in part.iterdir() if path.is_dir()] == [again]


def test_a_part_that_holds_the_same_documents_takes_it_over(tmp_path):
    [part] = parts_of(tmp_path, CUTS["one"])
    [folder] = derive.by_document([part])
    taken = store({INDEX: pl.DataFrame(schema=INDEX_SCHEMA)}, tmp_path / "other", others=part)
    shutil.rmtree(part)
    [kept] = derive.by_document([taken])
    assert (kept.name, kept.parent) == (folder.name, taken)
    assert {path.stat().st_nlink for path in kept.iterdir()} == {1}


def bytes_of(folders: list[Path]) -> list[dict[str, bytes]]:
    return [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders]


@pytest.mark.parametrize("cut", CUTS)
def test_what_another_part_has_of_a_document_is_taken_from_there(cut, tmp_path):
    fresh = derive.by_document(parts_of(tmp_path / "fresh", CUTS[cut]))
    known = parts_of(tmp_path / "known", CUTS["two"])
    derive.by_document(known[1:])
    taken = derive.by_document(parts_of(tmp_path / "taken", CUTS[cut]), known)
    assert bytes_of(taken) == bytes_of(fresh)


def test_a_part_of_documents_that_could_not_be_read_has_none(tmp_path):
    parts = parts_of(tmp_path, CUTS["one"])
    refused = store(
        {INDEX: pl.DataFrame([{"document_id": "f" * 16}], schema=INDEX_SCHEMA)}, tmp_path / "refused"
    )
    assert derive.by_document([refused]) == []
    assert [folder.parent for folder in derive.by_document([*parts, refused])] == parts


def test_it_is_not_taken_from_where_the_document_was_read_otherwise(tmp_path):
    [known] = parts_of(tmp_path / "known", CUTS["one"])
    [folder] = derive.by_document([known])
    marked = pl.read_parquet(folder / "page.parquet").with_columns(text=pl.lit("taken"))
    marked.write_parquet(folder / "page.parquet")
    texts = []
    for key in ("k", "another"):
        [part] = parts_of(tmp_path / key, CUTS["one"], key=key)
        [made] = derive.by_document([part], [known])
        texts.append(set(pl.read_parquet(made / "page.parquet")["text"]))
    assert texts[0] == {"taken"}
    assert "taken" not in texts[1]


def test_rows_that_the_contract_does_not_allow_are_not_published(tmp_path):
    nameless = [{**row, "text": None} for row in DATASET["paragraphs"]]
    parts = parts_of(tmp_path, CUTS["two"], paragraphs=nameless)
    with pytest.raises(ValueError, match="paragraphs, column text"):
        derive.published(parts, registry.table("paragraphs"))
