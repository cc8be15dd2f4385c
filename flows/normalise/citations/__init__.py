"""Documents that a text cites."""
