"""Documents of the United Nations as tables anyone can query."""
