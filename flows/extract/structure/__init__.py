"""Paragraphs with their part, label and depth."""
