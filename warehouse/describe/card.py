"""``README.md`` and ``CITATION.cff``: what the release is, as a dataset card and for reference managers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

CARD = Path(__file__).with_name("card.md")


def readme(described: dict[str, Any], languages: Sequence[str]) -> str:
    """The dataset card.

    Args:
        described: the descriptor of the release.
        languages: ISO 639-1 codes of its documents.
    """
    tables = [each for each in described["resources"] if "schema" in each]
    head = {
        "pretty_name": described["title"],
        "license": "apache-2.0",
        "language": list(languages),
        "tags": ["united-nations", "resolutions", "legal", "diplomacy"],
        "configs": [{"config_name": each["name"], "data_files": each["path"]} for each in tables],
    }
    rows = [
        f"| `{each['name']}` | {each['rowCount']:,} | {each['description'].partition('. ')[0].rstrip('.')} |"
        for each in tables
    ]
    text = CARD.read_text(encoding="utf-8").format(
        title=described["title"],
        created=described["created"],
        day=described["created"][:10],
        version=described["version"],
        id=described["id"],
        sources=", ".join(each["title"] for each in described.get("sources", ())) or "documents",
        license=described["licenses"][0]["title"],
        tables="\n".join(rows),
    )
    return (
        f"---\n{yaml.dump(head, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)}---\n\n{text}"
    )


def citation(described: dict[str, Any]) -> str:
    """The release in the Citation File Format 1.2."""
    said = {
        "cff-version": "1.2.0",
        "message": "Cite this release by its identifier.",
        "type": "dataset",
        "title": described["title"],
        "authors": [{"name": each["title"]} for each in described["contributors"]],
        "date-released": described["created"][:10],
        "version": described["created"],
        "identifiers": [{"type": "other", "value": described["id"], "description": "hash of all tables"}],
        "license": described["licenses"][0]["name"],
    }
    return yaml.dump(said, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
