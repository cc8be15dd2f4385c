"""The files of a release that hold its rows."""

from pathlib import Path

from cronica.warehouse.store.package import DATABASE


def contents(release: Path) -> dict[str, bytes]:
    """The bytes of every table, every view and the database, by the name of the file."""
    return {path.name: path.read_bytes() for path in [*release.glob("*.parquet"), release / DATABASE]}
