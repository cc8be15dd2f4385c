"""``sources.yml``: the tables as sources of a dbt project, with their descriptions and tests.

``external_location`` is what dbt-duckdb reads them from; other adapters find them in the schema ``main``.
"""

from typing import Any

import yaml

LOCATION = "cronica-warehouse/current/{name}.parquet"


def sources(described: dict[str, Any]) -> str:
    """The file as text.

    Args:
        described: the descriptor of the release.
    """
    tables = [each for each in described["resources"] if "schema" in each]
    source = {
        "name": described["name"],
        "description": described["title"],
        "schema": "main",
        "config": {"meta": {"external_location": LOCATION, "release": described["id"]}},
        "tables": [
            {
                "name": table["name"],
                "description": table["description"],
                "columns": [_column(table, column) for column in table["schema"]["fields"]],
            }
            for table in tables
        ],
    }
    return yaml.dump(
        {"version": 2, "sources": [source]},
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=110,
    )


def _column(table: dict[str, Any], column: dict[str, Any]) -> dict[str, Any]:
    limits = column.get("constraints", {})
    tests: list[Any] = ["not_null"] if limits.get("required") else []
    if limits.get("unique") or table["schema"].get("primaryKey") == [column["name"]]:
        tests.append("unique")
    if "enum" in limits:
        tests.append({"accepted_values": {"arguments": {"values": limits["enum"]}}})
    made = {"name": column["name"], "description": column["description"]}
    return {**made, "data_tests": tests} if tests else made
