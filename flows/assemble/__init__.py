"""Values to rows, rows to partitions, partitions to the tables of a release."""

from cronica.flows.assemble.batch import tables_of

__all__ = ["tables_of"]
