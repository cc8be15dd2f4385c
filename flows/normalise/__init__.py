"""Text to values: pure functions on the cleaned text of one paragraph, offsets in code points."""
