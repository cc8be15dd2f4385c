"""What a language pack lacks beside another one that is complete.

A key counts as lacking where the other pack has it and this one leaves it out. That may be right: a language
without syllable breaks needs none. So this is a list to work through, and no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

from cronica import seeds
from cronica.flows.language import Language
from cronica.schemas.language import FILES
from cronica.schemas.model import Frozen

NAMED = frozenset(
    {
        *("masthead.lines", "structure.labels", "structure.heading_labels"),
        *("citations.nouns", "roles.cues"),
    }
)
"""Mappings of a pack whose keys are names that code asks for; those of others are words of the language."""
_FRAGMENT = re.compile(r"\$\{(\w+)\}")


class Lack(NamedTuple):
    """What lacks: ``file``, ``key``, ``fragment`` (one that no pattern names) or ``name``, and which."""

    what: str
    which: str


def lacks(code: str, like: str, languages: Path = seeds.LANGUAGES) -> list[Lack]:
    """What the pack of a language lacks.

    Args:
        code: of the language.
        like: of the language with a complete pack.
        languages: the folder that holds a folder for each language.

    Raises:
        ValueError: there is no such pack, or a file of it has a key that no model knows.
    """
    language, other = Language.load(code, languages), Language.load(like, languages).folder
    own = language.folder
    files = (path.name for path in sorted(other.iterdir()) if path.suffix in (".yml", ".csv"))
    found = [Lack("file", name) for name in files if not (own / name).exists()]
    for model in FILES:
        path = own / f"{model.file}.yml"
        if not path.exists():
            continue
        language.pack(model)
        pack, complete = seeds.read_yaml(path), other / path.name
        if complete.exists():
            keys = _keys(model, seeds.read_yaml(complete), pack, model.file)
            found += [Lack("key", key) for key in keys]
        named = set(_FRAGMENT.findall(path.read_text(encoding="utf-8")))
        unused = sorted(set(pack.get("fragments", {})) - named)
        found += [Lack("fragment", f"{model.file}.fragments.{name}") for name in unused]
    return [*found, *_names(code)]


def _keys(model: Any, complete: Any, pack: Any, path: str) -> Iterator[str]:
    """The keys of a mapping, and of those below it, that the pack leaves out."""
    if not isinstance(complete, Mapping):
        return
    for field in model.model_fields.items():
        name, kind = field[1].alias or field[0], field[1].annotation
        if name not in complete:
            continue
        if name not in (pack or {}):
            yield f"{path}.{name}"
        elif isinstance(kind, type) and issubclass(kind, Frozen):
            yield from _keys(kind, complete[name], pack[name], f"{path}.{name}")
        elif get_origin(kind) is dict and (
            f"{path}.{name}" in NAMED or get_origin(get_args(kind)[0]) is Literal
        ):
            yield from (f"{path}.{name}.{key}" for key in complete[name] if key not in pack[name])


def _names(code: str) -> Iterator[Lack]:
    """The bodies, States and organisations that have no name in the language."""
    for table, key in (("bodies", "body_code"), ("entities", "entity_id")):
        names = seeds.reference("body_names" if table == "bodies" else "entity_names")
        known = {row[key] for row in names if row["language"] == code}
        yield from (Lack("name", row[key]) for row in seeds.reference(table) if row[key] not in known)
