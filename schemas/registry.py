"""Loads the contract: every table, view, column and rule, from the YAML and SQL beside this module.

A column that two tables share is written once in ``fields.yml`` and listed by name. Whatever does not fit
(an unknown key, a column defined twice, a key to nowhere) raises ``ContractError`` naming the file.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from cronica.schemas.keys import foreign_key_rules
from cronica.schemas.model import Field, Rule, Shrinkage, Table

Model = TypeVar("Model", bound=BaseModel)

ROOT = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where PyYAML was built with it: the contract is read at every start."""

SHARED_MAY_SAY = {"name", "note", "nullable", "vocabulary", "origin", "references", "checks"}


class ContractError(ValueError):
    """The contract contradicts itself or cannot be read; the message names the file."""


def load_yaml(path: Path) -> dict[str, Any]:
    """One YAML file that must be a mapping.

    Raises:
        ContractError: it is not valid YAML, or not a mapping.
    """
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except (yaml.YAMLError, FileNotFoundError) as problem:
        raise ContractError(f"{_name(path)}: {problem}") from None
    if not isinstance(loaded, dict):
        raise ContractError(f"{_name(path)}: must be a mapping")
    return loaded


def load_table(path: Path, kind: str, shared: Mapping[str, Any], vocabularies: Mapping[str, Any]) -> Table:
    """One table or view from its file, with the shared columns filled in.

    Args:
        path: ``<table name>.yml``.
        kind: ``table`` or ``view``.
        shared: columns of ``fields.yml`` by name.
        vocabularies: closed lists of values by name, each a mapping from value to meaning.

    Raises:
        ContractError: a key is unknown, a column is not defined or defined twice, or a check is incomplete.
    """
    raw = load_yaml(path)
    try:
        fields = [_field(entry, shared, vocabularies) for entry in raw.pop("fields", [])]
    except (ContractError, ValidationError) as problem:
        raise _explained(path, problem) from None
    return _built(Table, {**raw, "name": path.stem, "kind": kind, "fields": fields}, path)


def load_rule(path: Path) -> Rule:
    """One cross-table rule: ``-- key: value`` lines (indented comment lines go on), then one SELECT.

    Raises:
        ContractError: severity, message or runbook is missing, or the SQL is empty.
    """
    header: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    key = ""
    while lines and lines[0].startswith("--"):
        comment = lines.pop(0)[2:]
        if comment.startswith("   ") and key:
            header[key] += " " + comment.strip()
        else:
            key, _, value = (part.strip() for part in comment.partition(":"))
            header[key] = value
    sql = "\n".join(lines).strip().rstrip(";")
    if not sql:
        raise ContractError(f"{_name(path)}: has no SQL after its header")
    return _built(Rule, {**header, "rule_id": path.stem, "sql": sql}, path)


@cache
def _contract() -> dict[str, Any]:
    return load_yaml(ROOT / "contract.yml")


@cache
def vocabularies() -> Mapping[str, Mapping[str, str]]:
    """The closed lists of values by name; each maps a value to its meaning."""
    return load_yaml(ROOT / "vocabularies.yml")


@cache
def _all() -> Mapping[str, Table]:
    shared = load_yaml(ROOT / "fields.yml")
    listed = {name: kind for kind in ("table", "view") for name in _contract()[f"{kind}s"]}
    if stray := {path.stem for path in (ROOT / "tables").glob("*.yml")} ^ set(listed):
        raise ContractError(f"contract.yml and tables/ disagree about: {', '.join(sorted(stray))}")
    loaded = {
        name: load_table(ROOT / "tables" / f"{name}.yml", kind, shared, vocabularies())
        for name, kind in listed.items()
    }
    for name, table in loaded.items():
        for key in table.foreign_keys:
            if key.table not in loaded or key.to_field not in loaded[key.table].primary_key:
                raise ContractError(
                    f"tables/{name}.yml: {key.field} refers to no key {key.table}.{key.to_field}"
                )
    return loaded


@cache
def tables() -> tuple[Table, ...]:
    """The stored tables, in contract order."""
    return tuple(table for table in _all().values() if table.kind == "table")


@cache
def of_documents() -> tuple[Table, ...]:
    """The tables whose every row is of one document, in contract order."""
    return tuple(table for table in tables() if "document_id" in table.columns)


@cache
def views() -> tuple[Table, ...]:
    """The views, in contract order."""
    return tuple(table for table in _all().values() if table.kind == "view")


def table(name: str) -> Table:
    """The table or view of that name.

    Raises:
        KeyError: there is none.
    """
    return _all()[name]


@cache
def rules() -> tuple[Rule, ...]:
    """The cross-table rules: those written in ``rules/``, then one for every foreign key."""
    written = (load_rule(path) for path in sorted((ROOT / "rules").glob("*.sql")))
    return (*written, *foreign_key_rules(tables()))


@cache
def shrinkage() -> Shrinkage:
    """How much less than the release in force a new one may hold."""
    return _built(Shrinkage, _contract()["shrinkage"], ROOT / "contract.yml")


CONTRACT_VERSION: str = _contract()["version"]


def _field(entry: str | dict[str, Any], shared: Mapping[str, Any], vocabularies: Mapping[str, Any]) -> Field:
    said = {"name": entry} if isinstance(entry, str) else dict(entry)
    name = str(said.get("name"))
    if name in shared:
        if extra := sorted(set(said) - SHARED_MAY_SAY):
            raise ContractError(
                f"{name}: is defined in fields.yml, so a table may not say {', '.join(extra)}"
            )
        merged = {**shared[name], **said}
        merged["checks"] = [*shared[name].get("checks", []), *said.get("checks", [])]
    elif isinstance(entry, str):
        raise ContractError(f"{name}: is not defined in fields.yml")
    else:
        merged = said
    if note := merged.pop("note", None):
        merged["description"] += f" {note}"
    if isinstance(merged.get("origin"), str):
        merged["origin"] = [merged["origin"]]
    if isinstance(to := merged.get("references"), str):
        merged["references"] = dict(zip(("table", "field"), to.split("."), strict=True))
    if listed := merged.get("vocabulary"):
        if listed not in vocabularies:
            raise ContractError(f"{name}: vocabularies.yml has no {listed}")
        merged["allowed"] = list(vocabularies[listed])
    return Field.model_validate(merged)


def _built(model: type[Model], values: dict[str, Any], path: Path) -> Model:
    try:
        return model.model_validate(values)
    except ValidationError as problem:
        raise _explained(path, problem) from None


def _explained(path: Path, problem: Exception) -> ContractError:
    if not isinstance(problem, ValidationError):
        return ContractError(f"{_name(path)}: {problem}")
    faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in problem.errors()]
    return ContractError(f"{_name(path)}: {'; '.join(faults)}")


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
