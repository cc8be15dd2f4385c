"""Loading the contract: what it holds, and what it refuses."""

from pathlib import Path

import pytest

from cronica.schemas import registry
from cronica.schemas.model import Table
from cronica.schemas.registry import ContractError, load_rule, load_table

ALL = (*registry.tables(), *registry.views())
SHARED = {
    "document_id": {"type": "string", "description": "The document.", "origin": "derived"},
    "year": {"type": "int16", "description": "The year.", "origin": "stated"},
}
VOCABULARIES = {"answer": {"yes": "Agreed.", "no": "Refused."}}
GOOD = """
grain: One row per thing.
description: Things.
primary_key: [document_id]
sort: [document_id]
fields:
  - document_id
"""


def loaded(tmp_path: Path, text: str) -> Table:
    path = tmp_path / "things.yml"
    path.write_text(text, encoding="utf-8")
    return load_table(path, "table", SHARED, VOCABULARIES)


def test_tables_and_views_come_in_contract_order() -> None:
    assert [table.name for table in registry.tables()][:2] == ["documents", "paragraphs"]
    assert {table.kind for table in registry.tables()} == {"table"}
    assert {view.kind for view in registry.views()} == {"view"}
    assert registry.table("timeline") in registry.views()


def test_one_name_has_one_type() -> None:
    types: dict[str, set[str]] = {}
    for table in ALL:
        for field in table.fields:
            types.setdefault(field.name, set()).add(field.type)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_a_column_of_two_tables_is_defined_once() -> None:
    shared = registry.load_yaml(registry.ROOT / "fields.yml")
    homes: dict[str, list[str]] = {}
    for table in ALL:
        for field in table.fields:
            homes.setdefault(field.name, []).append(table.name)
    assert {name: found for name, found in homes.items() if len(found) > 1 and name not in shared} == {}
    assert {name for name in shared if len(homes.get(name, [])) < 2} == set()


def test_every_vocabulary_is_used() -> None:
    used = {field.vocabulary for table in ALL for field in table.fields}
    described = {"refusal_reason"}  # values of a column that has those of a row's checks besides
    assert set(registry.vocabularies()) == (used - {None}) | described


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_prose_is_in_sentences(table: Table) -> None:
    assert table.grain.startswith("One row per ") and table.grain.endswith(".")
    assert table.description.endswith(".")
    for field in table.fields:
        assert field.description.endswith("."), field.name
        assert field.description[0].isupper(), field.name
        assert field.origin, field.name
        for check in field.checks:
            assert check.reason.endswith("."), f"{field.name}.{check.check}"
    for meanings in registry.vocabularies().values():
        assert all(meaning.endswith(".") for meaning in meanings.values())


@pytest.mark.parametrize("table", registry.tables(), ids=lambda table: table.name)
def test_rows_have_a_key_and_a_total_order(table: Table) -> None:
    assert table.primary_key
    assert set(table.primary_key) <= set(table.sort), "ties would be broken at random"


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_a_column_named_like_a_key_refers_to_it(table: Table) -> None:
    keys = {owner.primary_key[0]: owner.name for owner in registry.tables() if len(owner.primary_key) == 1}
    referring = {key.field for key in table.foreign_keys}
    expected = {name for name in table.columns if name in keys and keys[name] != table.name}
    assert expected <= referring


def test_a_shared_column_takes_the_note_of_its_table(tmp_path: Path) -> None:
    table = loaded(tmp_path, GOOD + "  - {name: year, nullable: true, note: 'Here of birth.'}")
    assert table.field("year").description == "The year. Here of birth."
    assert table.field("year").nullable
    assert table.field("document_id").origin == ("derived",)


def test_a_vocabulary_gives_the_allowed_values(tmp_path: Path) -> None:
    field = "  - {name: reply, type: string, description: It., origin: stated, vocabulary: answer}"
    assert loaded(tmp_path, GOOD + field).field("reply").allowed == ("yes", "no")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD + "colour: red", "colour"),
        (GOOD.replace("grain", "gain"), "gain"),
        (GOOD.replace("sort: [document_id]", "sort: [name]"), "no such column: name"),
        (GOOD.replace("primary_key: [document_id]", "primary_key: [year]"), "no such column: year"),
        (GOOD + "  - weight", "weight: is not defined in fields.yml"),
        (GOOD + "  - document_id", "listed twice"),
        (GOOD + "  - {name: year, type: string}", "year: is defined in fields.yml"),
        (GOOD + "  - {name: size, type: int, description: It., origin: stated}", "type"),
        (GOOD + "  - {name: size, type: int32, description: It., origin: guessed}", "origin"),
        (
            GOOD + "  - {name: size, type: int32, description: It., origin: stated, vocabulary: sizes}",
            "no sizes",
        ),
        (GOOD + "  - {name: year, checks: [{check: betwen, severity: error, reason: It.}]}", "betwen"),
        (GOOD + "  - {name: year, checks: [{check: between, severity: error}]}", "reason"),
        (
            GOOD
            + "  - {name: year, nullable: true, checks: [{check: between, severity: error, reason: It.}]}",
            "add a 'present' check",
        ),
        (GOOD + "  - {name: year, checks: [{check: present, severity: error, reason: It.}]}", "never null"),
        (
            GOOD.replace("[document_id]\nsort", "[year]\nsort") + "  - {name: year, nullable: true}",
            "key column",
        ),
        ("- a list", "must be a mapping"),
        ("grain: [", "things.yml"),
    ],
)
def test_a_fault_is_refused_and_the_file_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ContractError) as refused:
        loaded(tmp_path, text)
    assert "things.yml" in str(refused.value)
    assert says in str(refused.value)


def test_a_rule_is_read_from_its_header(tmp_path: Path) -> None:
    path = tmp_path / "fits.sql"
    path.write_text(
        "-- severity: warning\n-- message: It does not fit.\n"
        "-- runbook: Look at it,\n--    then again.\nSELECT 1;\n",
        encoding="utf-8",
    )
    rule = load_rule(path)
    assert (rule.rule_id, rule.severity, rule.sql) == ("fits", "warning", "SELECT 1")
    assert rule.runbook == "Look at it, then again."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("-- severity: warning\n-- message: It.\nSELECT 1", "runbook"),
        ("-- severity: grave\n-- message: It.\n-- runbook: Look.\nSELECT 1", "severity"),
        ("-- severity: error\n-- message: It.\n-- runbook: Look.\n-- owner: me\nSELECT 1", "owner"),
        ("-- severity: error\n-- message: It.\n-- runbook: Look.\n", "no SQL"),
    ],
)
def test_a_faulty_rule_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "fits.sql"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=says) as refused:
        load_rule(path)
    assert "fits.sql" in str(refused.value)
