"""Entities by the names that machine-readable files of the United Nations state."""

from __future__ import annotations

import re
from functools import cache

from cronica import seeds
from cronica.flows.language.folding import folded
from cronica.flows.language.identify import stating

_BETWEEN = re.compile(r"\W+")


def entity_named(name: str) -> str | None:
    """The entity of a stated name, whatever its case, accents and punctuation; None when there is none."""
    return _names().get(_key(name))


def _key(name: str) -> str:
    return _BETWEEN.sub("", folded(name))


@cache
def _names() -> dict[str, str]:
    return {
        _key(row["name"]): row["entity_id"]
        for row in seeds.reference("entity_names")
        if row["language"] == stating().code and row["kind"] != "acronym"
    }
