"""Queries that tell of each document by itself, so that they may be asked of some documents after others."""

from cronica.schemas import registry
from cronica.warehouse.store.quote import identifier, literal


def over(query: str, database: str, first: str, last: str) -> str:
    """Such a query, asked of the documents of a database whose ids lie between two, both included."""
    some = ", ".join(
        f"{identifier(table.name)} AS (FROM {database}.{identifier(table.name)} "
        f"WHERE document_id BETWEEN {literal(first)} AND {literal(last)})"
        for table in registry.of_documents()
    )
    return f"WITH {some} FROM ({query})"
