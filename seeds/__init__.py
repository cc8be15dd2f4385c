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
LANGUAGES = ROOT / "languages"


@cache
def reference(name: str) -> tuple[dict[str, str], ...]:
    """One reference table, every cell as text (an empty cell is ``""``)."""
    return read_table(ROOT / "reference" / f"{name}.csv")


def languages() -> list[str]:
    """The languages that documents are read in: those whose pack says how they are written."""
    return sorted(path.parent.name for path in LANGUAGES.glob("*/traits.yml"))


def read_yaml(path: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping.

    Raises:
        ValueError: it holds something else.
    """
    loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    if not isinstance(loaded, dict):
        raise ValueError(f"{path} must be a mapping")
    return loaded


def read_table(path: Path) -> tuple[dict[str, str], ...]:
    """A CSV file with a head, every cell as text (an empty cell is ``""``)."""
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
