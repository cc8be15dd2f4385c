"""The page itself: style, words, chart library, program and data in one file that reaches nothing outside."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2

from cronica.schemas import registry

HERE = Path(__file__).parent
LANGUAGES = ("es", "en")


def write(path: Path, content: str, inside: Iterator[tuple[str, str]]) -> None:
    """Write the page in parts.

    Args:
        path: the file to write.
        content: digest of the data, shown at the foot.
        inside: names and JSON texts of the data that travels in the page.
    """
    library = _read("vendor/d3.min.js")
    program = _program()
    style = _read("page.css")
    template = jinja2.Environment(trim_blocks=True).from_string(_read("page.html"))
    template.stream(
        policy=_policy(style, library, program),
        style=style,
        content=content,
        notice=_read("vendor/d3.LICENSE"),
        texts=embedded(json.dumps({each: texts(each) for each in LANGUAGES}, ensure_ascii=False)),
        inside=((name, embedded(text)) for name, text in inside),
        library=library,
        program=program,
    ).dump(str(path), encoding="utf-8")


def texts(language: str) -> Mapping[str, Any]:
    """The words of the page in one language; ``words`` names the values of closed lists."""
    return registry.load_yaml(HERE / f"texts/{language}.yml")


def embedded(text: str) -> str:
    """JSON that cannot end the element it stands in, whatever the documents say."""
    return text.replace("<", "\\u003c")


def _program() -> str:
    """The files of ``js`` in order of their names, as one script with no names of its own outside."""
    modules = "\n".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "js").glob("*.js")))
    return f'(() => {{\n"use strict";\n{modules}\n}})();'


def _policy(style: str, *scripts: str) -> str:
    """What a browser may do for this page: run these scripts and the parts beside it, and reach nothing."""
    hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes} 'self' file:; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
