"""Foreign keys as rules: the one kind of cross-table rule that the contract itself implies."""

from collections.abc import Iterable

from schemas.model import ForeignKey, Rule, Table


def foreign_key_rules(tables: Iterable[Table]) -> tuple[Rule, ...]:
    """One rule for every foreign key of the tables: its values are keys of the table it points to."""
    return tuple(_rule(table, key) for table in tables for key in table.foreign_keys)


def _rule(table: Table, key: ForeignKey) -> Rule:
    document = "child.document_id" if "document_id" in table.columns else "CAST(NULL AS VARCHAR)"
    row_key = ", ".join(f"child.{name}" for name in table.primary_key)
    return Rule(
        rule_id=f"{table.name}_{key.field}_resolves",
        severity=key.severity,
        message=f"{table.name}.{key.field} names a row that {key.table} does not have.",
        runbook=(
            f"Look the value up in {key.table}. If its row was refused, quarantine says why; otherwise the "
            "stage that wrote the reference is wrong."
        ),
        sql=f"""SELECT {document} AS document_id, '{table.name}' AS table_name,
       concat_ws('|', {row_key}) AS row_key, child.{key.field} AS found, 'a row of {key.table}' AS expected
FROM {table.name} AS child
ANTI JOIN {key.table} AS parent ON child.{key.field} = parent.{key.to_field}
WHERE child.{key.field} IS NOT NULL""",
    )
