"""Renders the contract into what each tool wants: schemas, comments, package resources, expectations, prose.

Nothing here reads data, and nothing here imports DuckDB or Great Expectations: what they need is given as
plain text and plain values.
"""

from typing import Any

import polars as pl
import pyarrow as pa

from cronica.schemas.dictionary import dictionary
from cronica.schemas.expectations import Expectation, expectations
from cronica.schemas.model import Between, Field, Length, MatchesRegex, Table, Unique
from cronica.schemas.quote import identifier, literal

__all__ = [
    "Expectation",
    "arrow_schema",
    "comments",
    "dictionary",
    "expectations",
    "polars_schema",
    "resource",
]

ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "float64": pa.float64(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}
POLARS: dict[str, pl.DataType] = {
    "string": pl.String(),
    "int16": pl.Int16(),
    "int32": pl.Int32(),
    "int64": pl.Int64(),
    "bool": pl.Boolean(),
    "date32": pl.Date(),
    "float64": pl.Float64(),
    "timestamp": pl.Datetime("us", "UTC"),
}
FRICTIONLESS = {
    "string": "string",
    "int16": "integer",
    "int32": "integer",
    "int64": "integer",
    "bool": "boolean",
    "date32": "date",
    "float64": "number",
    "timestamp": "datetime",
}


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table: types and nullability as contracted, each column with its description."""
    return pa.schema(
        [
            pa.field(field.name, ARROW[field.type], field.nullable, {"description": _prose(field)})
            for field in table.fields
        ]
    )


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Column names and polars types in contract order; what an empty frame of the table is made from."""
    return {field.name: POLARS[field.type] for field in table.fields}


def comments(table: Table) -> list[str]:
    """SQL that gives a table or view and its columns their descriptions in DuckDB."""
    target = identifier(table.name)
    return [
        f"COMMENT ON {table.kind.upper()} {target} IS {literal(f'{table.grain} {table.description}')}",
        *(
            f"COMMENT ON COLUMN {target}.{identifier(field.name)} IS {literal(_prose(field))}"
            for field in table.fields
        ),
    ]


def resource(table: Table) -> dict[str, Any]:
    """The Frictionless v2 description of a table's Parquet file, without size, hash and row count."""
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_resource_field(field) for field in table.fields],
    }
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": [key.field],
                "reference": {
                    **({} if key.table == table.name else {"resource": key.table}),
                    "fields": [key.to_field],
                },
            }
            for key in table.foreign_keys
        ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": f"{table.grain} {table.description}",
        "schema": schema,
    }


def _resource_field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not field.nullable:
        constraints["required"] = True
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    for check in field.checks:
        if check.severity != "error":
            continue
        match check:
            case Unique():
                constraints["unique"] = True
            case MatchesRegex():
                constraints["pattern"] = check.pattern
            case Between():
                constraints |= _limits("minimum", check.minimum, "maximum", check.maximum)
            case Length():
                constraints |= _limits("minLength", check.minimum, "maxLength", check.maximum)
    described: dict[str, Any] = {
        "name": field.name,
        "type": FRICTIONLESS[field.type],
        "description": field.description,
    }
    if field.unit:
        described["unit"] = field.unit
    if constraints:
        described["constraints"] = constraints
    return described


def _limits(
    low: str, minimum: int | str | None, high: str, maximum: int | str | None
) -> dict[str, int | str]:
    return {name: value for name, value in ((low, minimum), (high, maximum)) if value is not None}


def _prose(field: Field) -> str:
    return f"{field.description} Unit: {field.unit}." if field.unit else field.description
