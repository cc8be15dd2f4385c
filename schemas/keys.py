"""Foreign keys as rules: the one kind of cross-table rule that the contract itself implies."""

from collections.abc import Sequence

from cronica.schemas.model import ForeignKey, Rule, Table


def foreign_key_rules(tables: Sequence[Table]) -> tuple[Rule, ...]:
    """One rule for every foreign key of the tables: its values are keys of the table it points to.

    Where both rows belong to a document, it must be the same document. A reference to a document itself may
    be to another one.
    """
    named = {table.name: table for table in tables}
    return tuple(_rule(table, key, named[key.table]) for table in tables for key in table.foreign_keys)


def _rule(table: Table, key: ForeignKey, parent: Table) -> Rule:
    same = {key.field: key.to_field}
    if "document_id" in parent.columns and parent.primary_key != ("document_id",):
        same["document_id"] = "document_id"
    of_which = " of the same document" if len(same) > 1 else ""
    document = "child.document_id" if "document_id" in table.columns else "CAST(NULL AS VARCHAR)"
    on = " AND ".join(f"child.{field} = parent.{to_field}" for field, to_field in same.items())
    row_key = ", ".join(f"child.{name}" for name in table.primary_key)
    return Rule(
        rule_id=f"{table.name}_{key.field}_resolves",
        severity=key.severity,
        message=f"{table.name}.{key.field} names a row{of_which} that {key.table} does not have.",
        runbook=(
            f"Look the value up in {key.table}. If its row was refused, quarantine says why; otherwise the "
            "stage that wrote the reference is wrong."
        ),
        sql=f"""SELECT {document} AS document_id, '{table.name}' AS table_name,
       concat_ws('|', {row_key}) AS row_key, child.{key.field} AS found, 'a row of {key.table}' AS expected
FROM {table.name} AS child
ANTI JOIN {key.table} AS parent ON {on}
WHERE child.{key.field} IS NOT NULL""",
    )
