"""No word of a natural language stands in the code of reading: words belong to the packs.

A word is one that a value of a language pack holds. Left out are docstrings, texts of errors and issues, and what
code names: columns and values of the contract, keys of packs, its own variables. Code is written in English, so the
English pack is left out, too.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cronica import seeds

ROOT = Path(__file__).parents[2]
ROOMS = ("language", "extract", "normalise", "interpret", "assemble")
"""Rooms of ``flows`` that read documents."""
ENGLISH = "en"
GRAMMAR = ("words", "stopwords")
"""Files of a pack with the short words that carry grammar."""
NAMES = {
    "corr",
    "sr",
    "amend",
    "doc",
    "prst",
    "ser",
    "le",
    "figure",
    "font",
    "conclusions",
    "relative",
    "nota",
}
"""Marks of symbols, an encoding, elements of pages and of AKN, a form of dates, and what Spanish pages call notes in
their markup."""
SIGNS = "ºª"
"""Letters by their class only: signs of ordinals."""
MESSAGES = {"Issue", "FoundIssue", "issue", "_issue", "add_issue", "report"}
"""Calls whose texts are for people."""
SOURCES = sorted(
    path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / "flows" / room).rglob("*.py")
)
NOT_WORDS = re.compile(
    r"\(\?P?[<=]\w+[>)]?"  # names of groups
    r"|\$\{\w+\}"  # fragments
    r"|\\(?:[pP]\{\w+\}|[a-zA-Z]|x[0-9a-f]{2}|u[0-9a-f]{4})"  # escapes
    r"|\(\?-?[a-z]+[:)]"  # flags
    r"|\b\w*_\w*\b"  # names in code
    r"|\[[^\]]*\]"  # classes of characters; accented letters in them are found apart
)
WORD = re.compile(r"[^\W\d_]+")


def words(text: str) -> set[str]:
    """The words of a literal or of a value of a pack, in lower case."""
    return {word.lower() for word in WORD.findall(NOT_WORDS.sub(" ", text))}


def strings(value: Any) -> Iterator[str]:
    """The values of a YAML file, and the keys that are words: those of its tables of words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, int):
                yield str(key)
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@cache
def pack_words() -> frozenset[str]:
    """The words of the packs: of four letters and more, and shorter ones that carry grammar."""
    found: set[str] = set()
    for path in seeds.LANGUAGES.rglob("*.yml"):
        if path.parent.name == ENGLISH:
            continue
        fewest = 2 if path.stem in GRAMMAR else 4
        values = strings(yaml.safe_load(path.read_text(encoding="utf-8")))
        found |= {word for value in values for word in words(value) if len(word) >= fewest}
    return frozenset(found - names_in_code())


@cache
def names_in_code() -> frozenset[str]:
    """Words that code may hold: keys and values of the contract and of packs, codes of bodies and languages."""
    found = set(NAMES)
    for path in (ROOT / "schemas").rglob("*.yml"):
        found |= names(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in (ROOT / "schemas" / "language").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.target.id for node in ast.walk(tree) if isinstance(node, ast.AnnAssign)}
    for table in ("bodies", "symbol_series"):
        found |= {
            word.lower() for row in seeds.reference(table) for word in WORD.findall(" ".join(row.values()))
        }
    for path in SOURCES:
        found |= variables(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    return frozenset(found | {path.name for path in seeds.LANGUAGES.iterdir()})


def variables(tree: ast.Module) -> set[str]:
    """The words that names of variables and attributes are made of."""
    named = {name_of(node) for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)}
    return {word for name in named for word in name.lower().split("_")}


def names(value: Any) -> set[str]:
    """The keys of a YAML file, and its values that are one word of ASCII letters."""
    if isinstance(value, dict):
        return {str(key) for key in value}.union(*map(names, value.values()))
    if isinstance(value, list):
        return set().union(*map(names, value))
    return {value} if isinstance(value, str) and re.fullmatch("[a-z]+", value) else set()


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """The literals of code: not docstrings, texts of errors or messages of issues."""
    aside: set[int] = set()
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_message = isinstance(node, ast.Call) and name_of(node.func) in MESSAGES
        if is_text or is_message or isinstance(node, ast.Raise):
            aside |= {id(child) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node


def name_of(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def accented(text: str) -> set[str]:
    """The letters of a text that are not ASCII."""
    return {char for char in text if char.isalpha() and not char.isascii() and char not in SIGNS}


def found_in(source: str) -> list[str]:
    """``line: word`` of every word, or letter with an accent, in the literals of a module."""
    found = []
    for literal in literals(ast.parse(source)):
        text = str(literal.value)
        found += [f"{literal.lineno}: {word}" for word in sorted(accented(text) | words(text) & pack_words())]
    return found


@pytest.mark.parametrize("path", SOURCES)
def test_no_word_of_a_language_stands_in_code(path):
    assert found_in((ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "warehouse").rglob("*.sql")), ids=lambda path: path.stem)
def test_no_word_of_a_language_stands_in_sql(path):
    statement = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    texts = re.findall(r"'([^']*)'", statement)
    assert [word for text in texts for word in sorted(accented(text) | words(text) & pack_words())] == []


def test_a_word_in_code_is_found():
    assert found_in('pattern = re.compile(r"\\b(?:del?|tema)\\s+(?P<number>[0-9]+)")') == [
        "1: del",
        "1: tema",
    ]
    assert found_in('if "período" in text: pass') == ["1: período", "1: í"]
    assert found_in('kinds = {"sesiones": 1}  # sesiones') == ["1: sesiones"]
    assert (
        found_in('"""Los temas."""\nraise ValueError("los temas")\nname = f"(?P<{number}>tema_del_programa)"')
        == []
    )
