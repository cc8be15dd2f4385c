"""What the guides for other tools tell people to run gives what it should, over the bundled documents."""

import re
from pathlib import Path

import pytest

from cronica.schemas import registry
from cronica.warehouse.ask import query

GUIDES = Path(__file__).parents[2] / "docs" / "bi"


def blocks(guide: str, language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", (GUIDES / guide).read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found


def test_python(built, monkeypatch, capsys):
    monkeypatch.chdir(built.warehouse.parent)
    names: dict = {}
    for block in blocks("python-r.md", "python"):
        exec(compile(block, "python-r.md", "exec"), names)
    facts = query.run(
        built.release, "SELECT count(*) AS n FROM timeline WHERE event_date IS NOT NULL"
    ).to_pylist()
    assert names["by_year"]["facts"].sum() == facts[0]["n"]
    assert len(names["cited"]) == query.run(built.release, "FROM citations").num_rows
    assert names["mentions"].height == query.run(built.release, "FROM date_mentions").num_rows
    assert "A/RES/59/50" in capsys.readouterr().out


def test_sql(built):
    for block in blocks("superset.md", "sql"):
        assert query.run(built.release, block).num_rows > 0


def test_the_joins_of_the_index_hold():
    tables = {table.name: table for table in (*registry.tables(), *registry.views())}
    rows = re.findall(
        r"^\| (`.*?) \| `(\w+)` \| `(\w+)`(?: = `(\w+)`)? \|", (GUIDES / "README.md").read_text(), re.M
    )
    assert len(rows) == 7
    declared = {
        (name, key.field, key.table, key.to_field) for name in tables for key in tables[name].foreign_keys
    }
    told = {
        (name, column, target, other or column)
        for sources, target, column, other in rows
        for name in re.findall(r"`(\w+)`", sources)
    }
    assert told <= declared


@pytest.mark.parametrize("guide", sorted(path.name for path in GUIDES.glob("[!R]*.md")))
def test_every_guide_has_a_path_join_keys_and_a_first_chart(guide):
    text = (GUIDES / guide).read_text(encoding="utf-8")
    for part in ("**Path.**", "**Join keys.**", "**First chart.**"):
        assert part in text
    assert f"({guide})" in (GUIDES / "README.md").read_text(encoding="utf-8")
