"""Whose body a bare name means, where other organisations have one of the same name.

In a document of the United Nations *la Asamblea General* is theirs, in one of the Organization of American
States that organisation's. Elsewhere it belongs to the organisation that was named last before it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from cronica import seeds
from cronica.flows.interpret.model import FoundEntity, Reading
from cronica.flows.language import Language
from cronica.schemas.language import Entities

_BESIDE = 12
"""Characters between a session and the body whose it is."""


def drop_bodies_of_others(reading: Reading) -> None:
    """Take away the names of United Nations bodies that mean another organisation's body."""
    owners = _owners(reading.language)
    own = _organisation(reading.head.body_code) if reading.head.body_code else None
    if own not in owners.values() and own is not None:
        return
    kept: list[FoundEntity] = []
    for entity in reading.entities:
        is_bare = not entity.text.endswith(tuple(_suffixes(reading.language)))
        if is_bare and own is not None and owners.get(entity.entity_id) == own:
            _leave_sessions(reading, entity)
            continue
        kept.append(entity)
        if reading.head.body_code is None and entity.entity_id not in owners:
            own = _named(entity.entity_id, own, set(owners.values()))
    reading.entities = kept


def _leave_sessions(reading: Reading, body: FoundEntity) -> None:
    """A session right before the body of another organisation, or later and of no body, is that body's.

    So is one that its number and the body's name make: *la XXXIX Asamblea General*.
    """
    for place, item in enumerate(reading.sessions):
        beside = 0 < body.start - item.match.end < _BESIDE or body.end == item.match.end
        is_beside = item.paragraph == body.paragraph and beside
        is_later = item.paragraph > body.paragraph and item.match.body_code is None
        if (is_beside or is_later) and item.body_code == body.entity_id:
            reading.sessions[place] = replace(item, body_code=None)


def _named(entity_id: str, before: str | None, others: set[str]) -> str | None:
    """The organisation named last: one that has a body of such a name, or None for the United Nations."""
    if entity_id in others:
        return entity_id
    return None if entity_id == "UN" or _types().get(entity_id) == "un_body" else before


def _organisation(body_code: str) -> str:
    """The organisation, or the topmost body, that a body is part of."""
    parents = _parents()
    while parent := parents.get(body_code):
        body_code = parent
    return body_code


def office(name: str, reading: Reading) -> str | None:
    """The office of the United Nations that a name, its article aside, means in a document of theirs."""
    own = reading.head.body_code
    if own is None or _types().get(_organisation(own)) == "organization":
        return None
    first, _, rest = name.casefold().partition(" ")
    bare = rest if first in reading.language.words.articles else name.casefold()
    return _offices(reading.language).get(bare)


@cache
def _offices(language: Language) -> dict[str, str]:
    return {
        row["name"].casefold(): row["entity_id"]
        for row in seeds.reference("entity_names")
        if row["language"] == language.code and row["kind"] == "office"
    }


@cache
def _owners(language: Language) -> dict[str, str]:
    """Body of the United Nations → the other organisation that has a body of the same name."""
    names = {
        row["name"]: row["entity_id"]
        for row in seeds.reference("entity_names")
        if row["language"] == language.code and _types().get(row["entity_id"]) == "un_body"
    }
    bodies = [row for row in seeds.reference("body_names") if row["language"] == language.code]
    return {
        entity: _organisation(row["body_code"])
        for name, entity in names.items()
        for row in bodies
        if row["name"].startswith(f"{name} ")
        and _types().get(_organisation(row["body_code"])) == "organization"
    }


def _suffixes(language: Language) -> tuple[str, ...]:
    return tuple(language.pack(Entities).owner_suffixes.get("un_body", ("\0",)))


@cache
def _types() -> dict[str, str]:
    return {row["entity_id"]: row["entity_type"] for row in seeds.reference("entities")}


@cache
def _parents() -> dict[str, str]:
    return {row["body_code"]: row["parent_body_code"] for row in seeds.reference("bodies")}
