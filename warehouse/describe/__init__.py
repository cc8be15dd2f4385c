"""A release in the words of others: dataset card, citation, Croissant, dbt, Great Expectations."""

from pathlib import Path

import polars as pl

from cronica.warehouse.describe import card, croissant, dbt, suites
from cronica.warehouse.store import package


def write(staged: Path) -> None:
    """Write beside the tables what other tools know a dataset by.

    Args:
        staged: a folder with its ``datapackage.json``, from which everything here follows.
    """
    described = package.read(staged)
    spoken = pl.read_parquet(staged / "documents.parquet", columns=["language"], glob=False)["language"]
    languages = sorted(spoken.drop_nulls().unique())
    files = {
        "README.md": card.readme(described, languages),
        "CITATION.cff": card.citation(described),
        "croissant.json": croissant.metadata(described),
        "sources.yml": dbt.sources(described),
        **{f"expectations/{name}.json": suite for name, suite in suites.all_suites().items()},
    }
    (staged / "expectations").mkdir(exist_ok=True)
    for name, text in files.items():
        (staged / name).write_text(text, encoding="utf-8")
