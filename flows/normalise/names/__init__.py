"""States, organisations, bodies and persons that a text names."""
