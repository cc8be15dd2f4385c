"""What is known before a run: source documents, reference tables and language packs.

Every file here is read as text and reviewed by people. Code asks for it by name through this module, so that
an installed package and a checkout behave alike.
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent
DOCUMENTS = ROOT / "documents"


@cache
def pack(language: str, name: str) -> dict[str, Any]:
    """One file of a language pack, e.g. ``pack("es", "dates")``.

    Raises:
        FileNotFoundError: the language has no pack of that name.
    """
    loaded = yaml.load(
        (ROOT / "languages" / language / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )
    if not isinstance(loaded, dict):
        raise ValueError(f"seeds/languages/{language}/{name}.yml must be a mapping")
    return loaded


@cache
def pack_table(language: str, name: str) -> tuple[dict[str, str], ...]:
    """One CSV table of a language pack, every cell as text (an empty cell is ``""``)."""
    return _rows(ROOT / "languages" / language / f"{name}.csv")


@cache
def reference(name: str) -> tuple[dict[str, str], ...]:
    """One reference table, every cell as text (an empty cell is ``""``)."""
    return _rows(ROOT / "reference" / f"{name}.csv")


def _rows(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
