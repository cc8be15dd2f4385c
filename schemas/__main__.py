"""Writes what is generated from the contract: ``python -m cronica.schemas``."""

from cronica.schemas import dictionary, row_types

dictionary.PATH.write_text(dictionary.dictionary(), encoding="utf-8")
row_types.PATH.write_text(row_types.row_types(), encoding="utf-8")
