"""Every key of a language pack is read: by code, or as a fragment of a pattern."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from cronica import seeds
from cronica.flows.language import Language
from cronica.schemas.language import FILES, Words
from cronica.schemas.model import Frozen

ROOT = Path(__file__).parents[2]
READING = [
    *(path for path in (ROOT / "flows").rglob("*.py")),
    *(path for path in (ROOT / "warehouse").rglob("*.py")),
]
PACKS = sorted(path for path in seeds.LANGUAGES.iterdir() if path.is_dir())
NAMED_BY_PATTERNS = re.compile(r"\$\{(\w+)\}")


def names_read() -> set[str]:
    """The attributes and the keys that code asks for."""
    found: set[str] = set()
    for path in READING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                found.add(str(node.slice.value))
    return found


def dumped() -> set[str]:
    """The models, and the fields of models, that code takes as a whole: ``pack(StopWords).model_dump()``."""
    found: set[str] = set()
    for path in READING:
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"(\w+)\)?\.model_dump\(", source))
    return found


def models(model: type[Frozen]) -> Iterator[type[Frozen]]:
    """A model and those its fields hold."""
    if model.__name__ not in (whole := dumped()):
        yield model
    for name, field in model.model_fields.items():
        pending = [field.annotation] if name not in whole else []
        while pending:
            kind = pending.pop()
            pending += get_args(kind)
            if isinstance(kind, type) and issubclass(kind, Frozen):
                yield from models(kind)


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.file)
def test_code_reads_every_key(model):
    patterns = "".join(path.read_text(encoding="utf-8") for path in seeds.LANGUAGES.rglob("*.yml"))
    known = names_read() | (set(NAMED_BY_PATTERNS.findall(patterns)) if model is Words else set())
    unread = [
        f"{part.__name__}.{name}"
        for part in models(model)
        for name, field in part.model_fields.items()
        if not {name, field.alias} & known
    ]
    assert unread == []


@pytest.mark.parametrize(
    "path",
    [path for pack in PACKS for path in sorted(pack.glob("*.yml"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_every_fragment_stands_in_a_pattern(path):
    named = set(NAMED_BY_PATTERNS.findall(path.read_text(encoding="utf-8")))
    pack = seeds.read_yaml(path)
    assert set(pack.get("fragments", {})) - named == set()


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_every_file_of_a_pack_has_a_model_that_it_fits(path):
    files = {model.file: model for model in FILES}
    for file in path.glob("*.yml"):
        Language.load(path.name).pack(files[file.stem])
