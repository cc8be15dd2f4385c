"""Printed lines to clean paragraphs that know their place in the source."""
