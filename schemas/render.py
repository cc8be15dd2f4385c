"""Renders the contract into what each tool wants: schemas, comments, expectations, package resources, prose.

Nothing here reads data, and nothing here imports DuckDB or Great Expectations: their input is given as plain text
and plain values.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl
import pyarrow as pa

from schemas import registry
from schemas.model import Between, Check, Field, Length, MatchesRegex, Ordered, Present, Rule, Table, Unique

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
GX_SEVERITY = {"error": "critical", "warning": "warning", "info": "info"}
SPAN_COLUMN = "span_text"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One Great Expectations check as plain data.

    Attributes:
        check_id: stable name for reports and quarantine, ``<table>.<column>.<check>``.
        expectation: class name in ``great_expectations.expectations``.
        kwargs: its arguments, without severity.
        severity: ``critical``, ``warning`` or ``info``.
        reason: what a failure means.
    """

    check_id: str
    expectation: str
    kwargs: dict[str, Any]
    severity: str
    reason: str


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
    target = _quoted(table.name)
    return [
        f"COMMENT ON {table.kind.upper()} {target} IS {_literal(f'{table.grain} {table.description}')}",
        *(
            f"COMMENT ON COLUMN {target}.{_quoted(field.name)} IS {_literal(_prose(field))}"
            for field in table.fields
        ),
    ]


def foreign_key_rules() -> tuple[Rule, ...]:
    """One rule for every foreign key of a stored table: its values are keys of the table it points to."""
    return tuple(
        Rule(
            rule_id=f"{table.name}_{key.field}_resolves",
            severity=key.severity,
            message=f"{table.name}.{key.field} names a row that {key.table} does not have.",
            runbook=(
                f"Look the value up in {key.table}. If the row was refused, quarantine says why; "
                "otherwise the stage that wrote the reference is wrong."
            ),
            sql=_unresolved(table, key.field, key.table, key.to_field),
        )
        for table in registry.tables()
        for key in table.foreign_keys
    )


def _unresolved(table: Table, column: str, to_table: str, to_column: str) -> str:
    document = "child.document_id" if "document_id" in table.columns else "NULL"
    key = ", ".join(f"child.{name}" for name in table.primary_key)
    return f"""SELECT {document} AS document_id, '{table.name}' AS table_name,
       concat_ws('|', {key}) AS row_key, child.{column} AS found, 'a row of {to_table}' AS expected
FROM {table.name} AS child
ANTI JOIN {to_table} AS parent ON child.{column} = parent.{to_column}
WHERE child.{column} IS NOT NULL"""


def expectations(table: Table) -> list[Expectation]:
    """Every check of a table as Great Expectations arguments.

    A table whose ``text`` must equal its span is compared with a column ``span_text`` that the caller computes from
    ``paragraphs`` and appends as the last column (null where ``start_char`` is null).
    """
    return [*_of_table(table), *(found for field in table.fields for found in _of_field(table, field))]


def _of_table(table: Table) -> Iterator[Expectation]:
    def made(check_id: str, expectation: str, severity: str, reason: str, **kwargs: Any) -> Expectation:
        return Expectation(f"{table.name}.{check_id}", expectation, kwargs, GX_SEVERITY[severity], reason)

    spans = any(check.check == "text_equals_span" for check in table.checks)
    yield made(
        "columns",
        "ExpectTableColumnsToMatchOrderedList",
        "error",
        "The columns and their order are the published interface.",
        column_list=[*table.columns, *([SPAN_COLUMN] if spans else [])],
    )
    if table.min_rows:
        yield made(
            "row_count",
            "ExpectTableRowCountToBeBetween",
            "error",
            "An empty table means that nothing was read.",
            min_value=table.min_rows,
        )
    if len(table.primary_key) == 1:
        yield made(
            "key",
            "ExpectColumnValuesToBeUnique",
            "error",
            "The key names one row.",
            column=table.primary_key[0],
        )
    elif table.primary_key:
        yield made(
            "key",
            "ExpectCompoundColumnsToBeUnique",
            "error",
            "The key names one row.",
            column_list=list(table.primary_key),
        )
    for check in table.checks:
        if isinstance(check, Ordered):
            yield made(
                f"{check.low}_{check.high}_ordered",
                "ExpectColumnPairValuesAToBeGreaterThanB",
                check.severity,
                check.reason,
                column_A=check.high,
                column_B=check.low,
                or_equal=not check.strict,
                ignore_row_if="either_value_is_missing",
            )
        else:
            yield made(
                check.check,
                "ExpectColumnPairValuesToBeEqual",
                check.severity,
                check.reason,
                column_A="text",
                column_B=SPAN_COLUMN,
                ignore_row_if="both_values_are_missing",
            )


def _of_field(table: Table, field: Field) -> Iterator[Expectation]:
    def made(check_id: str, expectation: str, severity: str, reason: str, **kwargs: Any) -> Expectation:
        return Expectation(
            f"{table.name}.{field.name}.{check_id}",
            expectation,
            {"column": field.name, **kwargs},
            GX_SEVERITY[severity],
            reason,
        )

    if not field.nullable:
        yield made(
            "not_null",
            "ExpectColumnValuesToNotBeNull",
            "error",
            "The contract promises a value in every row.",
        )
    if field.allowed:
        yield made(
            "in_set",
            "ExpectColumnValuesToBeInSet",
            "error",
            "Readers filter on these values; another one would drop out of their counts.",
            value_set=list(field.allowed),
        )
    for check in field.checks:
        name, kwargs = _arguments(check)
        yield made(check.check, name, check.severity, check.reason, **kwargs)


def _arguments(check: Check) -> tuple[str, dict[str, Any]]:
    match check:
        case Present():
            kwargs: dict[str, Any] = {"mostly": check.at_least}
            if check.when:
                kwargs["row_condition"] = _condition(check.when, check.among)
            return "ExpectColumnValuesToNotBeNull", kwargs
        case Unique():
            return "ExpectColumnValuesToBeUnique", {}
        case MatchesRegex():
            return "ExpectColumnValuesToMatchRegex", {"regex": check.pattern}
        case Between():
            return "ExpectColumnValuesToBeBetween", {"min_value": check.minimum, "max_value": check.maximum}
        case Length():
            limits = {"min_value": check.minimum, "max_value": check.maximum}
            return "ExpectColumnValueLengthsToBeBetween", limits
    raise TypeError(f"no expectation for {check!r}")


def _condition(column: str, among: tuple[str, ...]) -> dict[str, Any]:
    if among:
        return {"type": "comparison", "column": {"name": column}, "operator": "IN", "parameter": list(among)}
    return {"type": "nullity", "column": {"name": column}, "is_null": False}


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


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
