"""Doubts and contradictions within one document."""
