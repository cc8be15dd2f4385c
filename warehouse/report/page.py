"""The page of a release and its data dictionary, each one file."""

from collections.abc import Iterator
from pathlib import Path

from cronica.schemas import registry
from cronica.warehouse.report import house


def write(path: Path, content: str, inside: Iterator[tuple[str, str]]) -> None:
    """Write the page in parts.

    Args:
        path: the file to write.
        content: digest of the data, shown at the foot.
        inside: names and JSON texts of the data that travels in the page.
    """
    house.page("report.html", "report", library=house.read("vendor/d3.min.js")).stream(
        content=content,
        notices=[house.read(f"vendor/{name}.LICENSE") for name in ("d3", "source-serif-4")],
        inside=((name, house.embedded(text)) for name, text in inside),
    ).dump(str(path), encoding="utf-8")


def write_dictionary(path: Path) -> None:
    """Write what every table, view, column, value and rule means."""
    dictionary = house.page("dictionary.html", "sheet", spoken=house.SHEET, said=True).render(
        published=True,
        here="dictionary",
        version=registry.CONTRACT_VERSION,
        tables=registry.tables(),
        views=registry.views(),
        vocabularies=registry.vocabularies(),
        rules=registry.rules(),
        words=house.texts("en")["words"],
    )
    path.write_text(dictionary, encoding="utf-8")
