"""Values to rows: the contract's tables for a batch of documents, and what needs the whole run."""
