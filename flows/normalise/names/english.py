"""Entities by their English names, as machine-readable files of the United Nations spell them."""

from __future__ import annotations

import re
from functools import cache

from cronica.flows.language.folding import folded

from cronica import seeds

_BETWEEN = re.compile(r"\W+")


def entity_named(name: str) -> str | None:
    """The entity of an English name, whatever its case, accents and punctuation; None when there is none."""
    return _names().get(_key(name))


def _key(name: str) -> str:
    return _BETWEEN.sub("", folded(name))


@cache
def _names() -> dict[str, str]:
    rows = [(row["entity_id"], row["name_en"]) for row in seeds.reference("entities")]
    rows += [(row["entity_id"], row["name"]) for row in seeds.reference("vote_names")]
    return {_key(name): entity_id for entity_id, name in rows if name}
