"""The contract's checks as arguments of Great Expectations, without importing it: that costs seconds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cronica.schemas.model import (
    Between,
    Check,
    Field,
    Length,
    MatchesRegex,
    Ordered,
    Present,
    Severity,
    Table,
    Unique,
)

SPAN_COLUMN = "span_text"
SEVERITIES: Mapping[Severity, str] = {"error": "critical", "warning": "warning", "info": "info"}
"""The contract's severity → the one of Great Expectations."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One Great Expectations check as plain data.

    Attributes:
        check_id: stable name for reports and quarantine, ``<table>.<column>.<check>``.
        expectation: class name in ``great_expectations.expectations``.
        kwargs: its arguments, without severity.
        severity: the contract's: ``error``, ``warning`` or ``info``.
        reason: what a failure means.
    """

    check_id: str
    expectation: str
    kwargs: dict[str, Any]
    severity: Severity
    reason: str


def expectations(table: Table) -> list[Expectation]:
    """Every check of a table as Great Expectations arguments.

    A table whose ``text`` must equal its span is compared with a column ``span_text`` that the caller
    computes from ``paragraphs`` and appends as the last column (null where ``start_char`` is null).
    """
    return [*_of_table(table), *(found for field in table.fields for found in _of_field(table, field))]


def _of_table(table: Table) -> Iterator[Expectation]:
    def made(check_id: str, expectation: str, severity: Severity, reason: str, **kwargs: Any) -> Expectation:
        return Expectation(f"{table.name}.{check_id}", expectation, kwargs, severity, reason)

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
    def made(check_id: str, expectation: str, severity: Severity, reason: str, **kwargs: Any) -> Expectation:
        return Expectation(
            f"{table.name}.{field.name}.{check_id}",
            expectation,
            {"column": field.name, **kwargs},
            severity,
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
        depends = f"_with_{check.when}" if isinstance(check, Present) and check.when else ""
        yield made(f"{check.check}{depends}", name, check.severity, check.reason, **kwargs)


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
