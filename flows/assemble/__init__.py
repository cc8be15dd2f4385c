"""Values to rows: the contract's tables for a batch of documents, and what needs the whole run."""

from flows.assemble.batch import normalise
from flows.assemble.run import assemble

__all__ = ["assemble", "normalise"]
