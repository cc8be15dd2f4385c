"""The contract in the forms that each tool takes."""

import re
import subprocess
import sys

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cronica.schemas import registry, render
from cronica.schemas.model import Field, Present, Table

ALL = (*registry.tables(), *registry.views())
NAMES = [table.name for table in ALL]
PER_TABLE = pytest.mark.parametrize("table", ALL, ids=NAMES)


def test_arrow_types_are_flat_and_readable_by_bi_tools() -> None:
    schema = render.arrow_schema(registry.table("documents"))
    assert schema.field("document_id").type == pa.string()
    assert not schema.field("document_id").nullable
    assert schema.field("document_date").type == pa.date32()
    assert schema.field("document_date").nullable
    assert schema.field("session_number").type == pa.int16()
    assert schema.field("source_bytes").type == pa.int64()
    assert schema.field("meeting_is_resumed").type == pa.bool_()
    assert b"timeline" in schema.field("document_date").metadata[b"description"]


@PER_TABLE
def test_arrow_and_polars_agree(table: Table) -> None:
    empty = pl.DataFrame(schema=render.polars_schema(table))
    cast = empty.to_arrow().cast(render.arrow_schema(table))
    assert tuple(cast.column_names) == table.columns
    assert pl.from_arrow(cast).schema == empty.schema


@PER_TABLE
def test_comments_run_and_can_be_read_back(table: Table) -> None:
    columns = pl.DataFrame(schema=render.polars_schema(table))  # noqa: F841 (read by DuckDB)
    with duckdb.connect() as connection:
        if table.kind == "table":
            connection.execute(f"CREATE TABLE {table.name} AS FROM columns")
        else:
            connection.execute(
                f"CREATE TABLE stored AS FROM columns; CREATE VIEW {table.name} AS FROM stored"
            )
        for statement in render.comments(table):
            connection.execute(statement)
        read = dict(
            connection.execute(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [table.name]
            ).fetchall()
        )
        (about,) = connection.execute(
            f"SELECT comment FROM duckdb_{table.kind}s() WHERE {table.kind}_name = ?", [table.name]
        ).fetchone()
    assert about.startswith(table.grain)
    assert all(read[field.name].startswith(field.description) for field in table.fields)


@settings(max_examples=50, deadline=None)
@given(words=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_words_survive_as_a_comment(words: str) -> None:
    field = Field(name="order", type="string", description=words, origin=("stated",), unit="points")
    table = Table(name="group", grain="One row.", description=words, sort=("order",), fields=(field,))
    with duckdb.connect() as connection:
        connection.execute('CREATE TABLE "group" ("order" VARCHAR)')
        for statement in render.comments(table):
            connection.execute(statement)
        (of_table,) = connection.execute("SELECT comment FROM duckdb_tables()").fetchone()
        (of_column,) = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'group'"
        ).fetchone()
    assert of_table == f"One row. {words}"
    assert of_column == f"{words} Unit: points."


def test_a_resource_is_a_frictionless_table() -> None:
    resource = render.resource(registry.table("date_mentions"))
    assert resource["path"] == "date_mentions.parquet"
    assert resource["mediatype"] == "application/vnd.apache.parquet"
    assert resource["schema"]["primaryKey"] == ["date_mention_id"]
    assert {
        "fields": ["paragraph_id"],
        "reference": {"resource": "paragraphs", "fields": ["paragraph_id"]},
    } in (resource["schema"]["foreignKeys"])
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["start_date"]["type"] == "date"
    assert fields["precision"]["constraints"] == {
        "required": True,
        "enum": [
            "day",
            "week",
            "fortnight",
            "month",
            "quarter",
            "four_months",
            "semester",
            "season",
            "year",
            "decade",
            "century",
        ],
    }
    assert "required" not in fields["edtf"]["constraints"]


def test_a_table_that_refers_to_itself_leaves_the_resource_out() -> None:
    (key,) = render.resource(registry.table("bodies"))["schema"]["foreignKeys"]
    assert key == {"fields": ["parent_body_code"], "reference": {"fields": ["body_code"]}}


@PER_TABLE
def test_expectations_are_named_apart_and_have_reasons(table: Table) -> None:
    found = render.expectations(table)
    names = [spec.check_id for spec in found]
    assert len(names) == len(set(names))
    assert all(spec.reason and spec.severity in {"error", "warning", "info"} for spec in found)


@pytest.mark.parametrize("table", registry.tables(), ids=lambda table: table.name)
def test_a_check_of_values_stands_beside_a_check_of_presence(table: Table) -> None:
    found = render.expectations(table)
    present = {spec.kwargs["column"] for spec in found if spec.expectation == "ExpectColumnValuesToNotBeNull"}
    formats = {"Regex", "InSet", "Between", "Lengths"}
    checked = {
        spec.kwargs["column"]
        for spec in found
        if "column" in spec.kwargs and any(word in spec.expectation for word in formats)
    }
    assert checked <= present


def test_the_keys_and_spans_of_a_mention_table_are_expected() -> None:
    found = {spec.check_id: spec for spec in render.expectations(registry.table("citations"))}
    assert found["citations.key"].kwargs == {"column": "citation_id"}
    assert found["citations.text_equals_span"].kwargs["column_B"] == "span_text"
    assert found["citations.columns"].kwargs["column_list"][-1] == "span_text"
    assert found["citations.start_char_end_char_ordered"].kwargs["column_A"] == "end_char"
    assert found["citations.start_char_end_char_ordered"].kwargs["or_equal"] is False


def test_a_key_of_several_columns_is_expected_unique_together() -> None:
    found = {spec.check_id: spec for spec in render.expectations(registry.table("terms"))}
    assert found["terms.key"].expectation == "ExpectCompoundColumnsToBeUnique"
    assert found["terms.key"].kwargs == {"column_list": ["document_id", "term"]}


def test_presence_can_depend_on_another_column() -> None:
    check = Present(severity="warning", reason="It.", when="kind", among=("a", "b"), at_least=0.5)
    fields = (
        Field(name="kind", type="string", description="It.", origin=("stated",)),
        Field(
            name="size", type="int32", description="It.", origin=("stated",), nullable=True, checks=(check,)
        ),
    )
    table = Table(name="things", grain="One row per it.", description="It.", sort=("kind",), fields=fields)
    (spec,) = (
        spec for spec in render.expectations(table) if spec.check_id == "things.size.present_with_kind"
    )
    assert spec.severity == "warning"
    assert spec.kwargs == {
        "column": "size",
        "mostly": 0.5,
        "row_condition": {
            "type": "comparison",
            "column": {"name": "kind"},
            "operator": "IN",
            "parameter": ["a", "b"],
        },
    }


@pytest.mark.parametrize(
    ("column", "fits", "does_not"),
    [
        (
            ("citations", "symbol"),
            [
                "A/RES/59/50",
                "S/RES/1631(2005)",
                "A/RES/217(III)",
                "A/73/L.103/Add.1",
                "S/PRST/2010/1",
                "A/RES/S-30/1",
                "A/HRC/RES/5/1",
                "A/RES/76/244 B",
                "1/CP.21",
                "A/74/6(Sect. 29A)",
                "UNEP/EA.5/Res.14",
                "S/26560",
                "A/CONF.157/24",
            ],
            ["59/50", "A/", "a/res/59/50", "A//59", "A/RES/59/50 ", "resolución 59/50"],
        ),
        (
            ("date_mentions", "edtf"),
            [
                "2002-06-04",
                "2010-08",
                "2009/2019",
                "2009-08-01/2010-07-31",
                "XXXX-11-11",
                "199X",
                "19XX",
                "2025-XX-30",
                "XXXX-11-07/XXXX-11-18",
            ],
            ["2002-6-4", "2002-13", "2002-06-32", "04/06/2002", "2002-06-04/", "1.º de enero"],
        ),
        (("paragraphs", "paragraph_id"), ["0123456789abcdef-p0001"], ["0123456789abcdef-p001", "p0001"]),
        (("agenda_items", "label"), ["101", "66(s)", "130(aa)"], ["66 s)", "66(S)", "066", "(s)"]),
        (("documents", "original_languages"), ["ru", "en,ru"], ["en, ru", "inglés"]),
    ],
)
def test_shapes(column: tuple[str, str], fits: list[str], does_not: list[str]) -> None:
    table, name = column
    (pattern,) = (
        spec.kwargs["regex"]
        for spec in render.expectations(registry.table(table))
        if spec.check_id == f"{table}.{name}.matches_regex"
    )
    assert [text for text in fits if not re.fullmatch(pattern, text)] == []
    assert [text for text in does_not if re.fullmatch(pattern, text)] == []


def test_schemas_stay_light_to_import() -> None:
    heavy = {"duckdb", "great_expectations", "prefect", "pandas"}
    code = f"import sys, schemas.registry, schemas.render; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
