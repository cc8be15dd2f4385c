"""Agenda items that a text names."""
