"""What people read about the tables agrees with what the tables are."""

from cronica import seeds
from cronica.schemas import registry, row_types
from cronica.schemas.dictionary import PATH, dictionary


def test_the_dictionary_is_fresh() -> None:
    assert PATH.read_text(encoding="utf-8") == dictionary(), "run python -m cronica.schemas"


def test_the_row_types_are_fresh() -> None:
    assert row_types.PATH.read_text(encoding="utf-8") == row_types.row_types(), (
        "run python -m cronica.schemas"
    )


def test_the_dictionary_shows_every_column_and_every_value() -> None:
    text = dictionary()
    for table in (*registry.tables(), *registry.views()):
        section = text.split(f"\n### {table.name}\n")[1].split("\n### ")[0]
        assert table.grain in section
        for field in table.fields:
            assert f"| `{field.name}` |" in section
            if field.vocabulary:
                assert f"\n### {field.vocabulary}\n" in text


def test_the_dictionary_has_no_two_headings_of_one_name() -> None:
    headings = [line for line in dictionary().splitlines() if line.startswith("#")]
    assert len(headings) == len(set(headings))


def test_language_packs_and_reference_tables_use_listed_values() -> None:
    listed = registry.vocabularies()
    assert {row["act_class"] for row in seeds.read_table(seeds.LANGUAGES / "es" / "openings.csv")} - {
        ""
    } <= set(listed["act_class"])
    assert {row["cited_type"] for row in seeds.reference("symbol_types")} <= set(listed["cited_type"])
    assert {row["cited_type"] for row in seeds.reference("symbol_heads")} - {""} <= set(listed["cited_type"])
    assert {row["session_kind"] for row in seeds.reference("sessions")} <= set(listed["session_kind"])
