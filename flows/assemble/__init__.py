"""Values to rows: the contract's tables for a batch of documents, and what needs the whole run."""

from cronica.flows.assemble.batch import tables_of
from cronica.flows.assemble.run import assemble

__all__ = ["assemble", "tables_of"]
