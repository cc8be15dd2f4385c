"""Writes the data dictionary: ``python -m schemas``."""

from cronica.schemas.dictionary import PATH, dictionary

PATH.write_text(dictionary(), encoding="utf-8")
