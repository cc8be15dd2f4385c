"""The words a contract is written in: fields, tables, foreign keys, checks and rules.

Everything is frozen and refuses unknown keys, so a misspelt key in a YAML file is an error and not a check
that silently never runs.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Setting

Type = Literal["string", "int16", "int32", "int64", "bool", "date32", "float64", "timestamp"]
Severity = Literal["error", "warning", "info"]
Origin = Literal["stated", "derived", "looked_up", "inferred"]
Kind = Literal["table", "view"]


class Frozen(BaseModel):
    """A value object: immutable, hashable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Check(Frozen):
    """One promise that is tested on every build.

    The reason is for a person who has to decide what a failure means.
    """

    severity: Severity
    reason: str


class Present(Check):
    """At least this share of the rows has a value, counted over the rows that ``when`` selects.

    ``when`` names another column of the table. It selects the rows where that column has one of the values
    ``among``; without ``among``, those where it has any value.
    """

    check: Literal["present"] = "present"
    at_least: Annotated[float, Setting(gt=0, le=1)] = 1.0
    when: str | None = None
    among: tuple[str, ...] = ()


class Unique(Check):
    """No two rows share the value."""

    check: Literal["unique"] = "unique"


class MatchesRegex(Check):
    """The whole value has the shape of an anchored regular expression."""

    check: Literal["matches_regex"] = "matches_regex"
    pattern: Annotated[str, Setting(pattern=r"^\^.*\$$")]


class Between(Check):
    """The value lies in a closed interval; numbers, or dates written ``YYYY-MM-DD``."""

    check: Literal["between"] = "between"
    minimum: int | str | None = None
    maximum: int | str | None = None


class Length(Check):
    """The number of characters lies in a closed interval."""

    check: Literal["length"] = "length"
    minimum: int | None = None
    maximum: int | None = None


FieldCheck = Annotated[Present | Unique | MatchesRegex | Between | Length, Setting(discriminator="check")]


class TextEqualsSpan(Check):
    """``text`` is exactly the characters ``start_char`` to ``end_char`` of the row's paragraph."""

    check: Literal["text_equals_span"] = "text_equals_span"


class Ordered(Check):
    """In every row that has both values, ``low`` is less than ``high``, or equal to it unless ``strict``."""

    check: Literal["ordered"] = "ordered"
    low: str
    high: str
    strict: bool = False


TableCheck = Annotated[TextEqualsSpan | Ordered, Setting(discriminator="check")]


class Reference(Frozen):
    """The key column a field points to."""

    table: str
    field: str
    severity: Severity = "error"


class Field(Frozen):
    """One column: what it is, how it is stored, who made the value and what is checked."""

    name: Annotated[str, Setting(pattern=r"^[a-z][a-z0-9_]*$")]
    type: Type
    description: str
    unit: str | None = None
    origin: tuple[Origin, ...]
    vocabulary: str | None = None
    allowed: tuple[str, ...] | None = None
    nullable: bool = False
    references: Reference | None = None
    checks: tuple[FieldCheck, ...] = ()


class ForeignKey(Frozen):
    """A column of one table that holds keys of another."""

    field: str
    table: str
    to_field: str
    severity: Severity


class Table(Frozen):
    """A table or view of a release: its grain, columns in order, keys and order of rows."""

    name: str
    kind: Kind = "table"
    grain: str
    description: str
    primary_key: tuple[str, ...] = ()
    sort: tuple[str, ...]
    fields: tuple[Field, ...]
    min_rows: int = 0
    checks: tuple[TableCheck, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in contract order."""
        return tuple(field.name for field in self.fields)

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """The columns that hold keys of another table, or of another row of this one."""
        return tuple(
            ForeignKey(field=field.name, table=to.table, to_field=to.field, severity=to.severity)
            for field in self.fields
            if (to := field.references) and (to.table, to.field) != (self.name, field.name)
        )

    def field(self, name: str) -> Field:
        """The column of that name.

        Raises:
            KeyError: the table has no such column.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no column {name}")

    @model_validator(mode="after")
    def _names_resolve(self) -> "Table":
        columns = self.columns
        if len(set(columns)) != len(columns):
            raise ValueError(f"a column is listed twice: {columns}")
        used = {*self.primary_key, *self.sort}
        for check in self.checks:
            used |= (
                {check.low, check.high} if isinstance(check, Ordered) else {"text", "start_char", "end_char"}
            )
        for field in self.fields:
            used |= {check.when for check in field.checks if isinstance(check, Present) and check.when}
        if missing := sorted(used - set(columns)):
            raise ValueError(f"no such column: {', '.join(missing)}")
        if nulls := [name for name in self.primary_key if self.field(name).nullable]:
            raise ValueError(f"a key column cannot be nullable: {', '.join(nulls)}")
        return self

    @model_validator(mode="after")
    def _formats_need_presence(self) -> "Table":
        """A check of values passes on an empty column, so a nullable one must also promise some presence."""
        for field in self.fields if self.kind == "table" else ():
            kinds = {check.check for check in field.checks}
            if field.nullable and (field.allowed or kinds) and "present" not in kinds:
                raise ValueError(
                    f"{field.name}: may be null and has checks of its values, so add a 'present' check"
                )
            if "present" in kinds and not field.nullable:
                raise ValueError(f"{field.name}: is never null, so a 'present' check has nothing to add")
        return self


class Shrinkage(Frozen):
    """How much less than the release before a new one may hold; shares from 0 to 1.

    Attributes:
        rows: share of the rows of a table that may go.
        filled: share of its fill rate that a column may lose.
        read: share of the rate of files read that may be lost.
        judged_from: rows or values the release before must have for a bound to say anything.
        ignored: tables of which it is good to have less.
    """

    rows: Annotated[float, Setting(ge=0, le=1)]
    filled: Annotated[float, Setting(ge=0, le=1)]
    read: Annotated[float, Setting(ge=0, le=1)]
    judged_from: Annotated[int, Setting(ge=1)]
    ignored: tuple[str, ...]


class Rule(Frozen):
    """A query that selects failing rows.

    ``sql`` returns ``document_id, table_name, row_key, found, expected``, one row for each failing row.
    """

    rule_id: str
    severity: Severity
    message: str
    runbook: str
    sql: str
