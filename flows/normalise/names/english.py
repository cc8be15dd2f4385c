"""Entities by their English names, as machine-readable files of the United Nations spell them."""

from __future__ import annotations

import re
from functools import cache

from cronica import seeds
from cronica.flows.language.folding import folded

_BETWEEN = re.compile(r"\W+")


def entity_named(name: str) -> str | None:
    """The entity of an English name, whatever its case, accents and punctuation; None when there is none."""
    return _names().get(_key(name))


def _key(name: str) -> str:
    return _BETWEEN.sub("", folded(name))


@cache
def _names() -> dict[str, str]:
    return {
        _key(row["name"]): row["entity_id"]
        for row in seeds.reference("entity_names")
        if row["language"] == "en" and row["kind"] != "acronym"
    }
