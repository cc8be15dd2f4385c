"""What runs: reading documents, normalising what they say, validating and publishing the tables."""
