"""What a document's rows depend on beside the document, as a hash: code, knowledge and libraries.

The code is found by following imports from the function that reads, through our own modules only; the reader
of a format is followed for documents of that format alone. Of the contract only the columns count: another
check or description needs no document read again.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import seeds

ROOT = Path(__file__).parents[1]
READING = "flows.reading.documents"
FORMATS = "flows.extract.formats"
OURS = ("flows", "seeds")
STATED_IN_ENGLISH = frozenset({"akn"})
"""Formats whose own statements are in English, whatever the language of the document."""
OTHER_NAMES = {"docx": "python-docx", "yaml": "pyyaml"}
"""Modules whose distribution has another name."""
PUBLISHING = ("schemas/**/*", "warehouse/*", "warehouse/sql/**/*", "warehouse/report/**/*")
"""Of the folder ``warehouse`` only its code: a run may write its releases there, too."""
ALL = ("flows/**/*", *PUBLISHING, "seeds/languages/**/*", "seeds/reference/**/*")
KINDS = frozenset({".py", ".yml", ".csv", ".sql", ".html", ".css", ".js"})
LIBRARIES = ("polars", "pyarrow", "duckdb", "great-expectations", "pandas")

_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|.+)|import[ \t]+(.+))", re.M)
_NAME = re.compile(r"(?:^|[,(])\s*([\w.]+)")


@cache
def of_reading(source_format: str | None, language: str | None) -> str:
    """The fingerprint of reading a document.

    Args:
        source_format: its format; None when it was refused before that was known, which depends on all.
        language: its language; None likewise.
    """
    known = sorted(path.stem for path in (ROOT / FORMATS.replace(".", "/")).glob("*.py"))
    formats = known if source_format is None else [source_format]
    languages = {_pack_language(), language} if language else {path.name for path in _packs().iterdir()}
    if STATED_IN_ENGLISH & set(formats):
        languages.add("en")
    ours, theirs = _closure((READING, *(f"{FORMATS}.{name}" for name in formats)))
    files = [*ours, *sorted((seeds.ROOT / "reference").glob("*.csv"))]
    for each in sorted(filter(None, languages)):
        files += sorted((_packs() / each).glob("*"))
    return _hash([*_files(files), *_versions(theirs), _columns()])


@cache
def of_all() -> str:
    """The fingerprint of everything a release depends on beside the documents."""
    return _hash([*_files(_found(ALL)), *_versions(LIBRARIES)])


@cache
def of_derived() -> str:
    """The fingerprint of what a release takes from a part as it is, beside the part's rows."""
    return _hash([*_files(_found(PUBLISHING)), *_versions(LIBRARIES)])


@cache
def of_checks() -> str:
    """The fingerprint of the checks that are made part by part, and of the reference tables they ask."""
    files = sorted((ROOT / "schemas").rglob("*.*")) + sorted((ROOT / "flows" / "validate").glob("*.py"))
    files += sorted((seeds.ROOT / "reference").glob("*.csv"))
    return _hash([*_files(path for path in files if path.suffix in KINDS), *_versions(LIBRARIES)])


def _found(patterns: Iterable[str]) -> list[Path]:
    return [path for each in patterns for path in sorted(ROOT.glob(each)) if path.suffix in KINDS]


def _packs() -> Path:
    return seeds.ROOT / "languages"


def _pack_language() -> str:
    from flows.extract import PACK_LANGUAGE

    return PACK_LANGUAGE


def _columns() -> str:
    from schemas import registry, render

    return json.dumps(
        {
            table.name: {name: str(kind) for name, kind in render.polars_schema(table).items()}
            for table in registry.tables()
        }
    )


def _closure(modules: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The files of our modules that these import, themselves included, and what else they import."""
    ours: dict[str, Path] = {}
    theirs: set[str] = set()
    left = list(modules)
    while left:
        name = left.pop()
        top = name.partition(".")[0]
        path = _file(name)
        if top not in OURS:
            theirs.add(top)
        elif path is not None and name not in ours:
            ours[name] = path
            left += _imported(path.read_text(encoding="utf-8"))
    return [ours[name] for name in sorted(ours)], sorted(theirs)


def _imported(source: str) -> Iterator[str]:
    for package, names, plain in _IMPORT.findall(source):
        if package:
            for name in _NAME.findall(names):
                module = f"{package}.{name}"
                yield module if package.startswith(OURS) and _file(module) else package
        else:
            yield from _NAME.findall(plain)


@cache
def _file(module: str) -> Path | None:
    path = ROOT / module.replace(".", "/")
    found = (path.with_name(f"{path.name}.py"), path / "__init__.py")
    return next((each for each in found if each.is_file()), None)


def _files(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        if path.is_file():
            yield f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _versions(modules: Iterable[str]) -> Iterator[str]:
    yield sys.version
    for name in modules:
        if name not in sys.stdlib_module_names:
            try:
                yield f"{name} {version(OTHER_NAMES.get(name, name))}"
            except PackageNotFoundError:  # a namespace, a module that only a type checker knows
                continue


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
