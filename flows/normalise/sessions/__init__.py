"""Sessions and meetings that a text names."""
