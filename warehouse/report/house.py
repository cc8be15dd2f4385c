"""What the pages of a release share: frame, style, words and program, in one file that asks for nothing."""

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from cronica.schemas import registry

HERE = Path(__file__).parent
LANGUAGES = ("es", "en", "fr", "ru", "zh", "ar")

SHEET = (
    "language", "locale", "direction", "language_label", "brand", "motto", "skip", "theme", "pages",
    "validation", "dictionary", "words",
)  # fmt: skip
"""The words that a page needs which is no program but a text: the dictionary, the validation."""


def read(name: str) -> str:
    """A file of this folder."""
    return (HERE / name).read_text(encoding="utf-8")


@cache
def texts(language: str) -> Mapping[str, Any]:
    """The words of the pages in one language; ``words`` names the values of closed lists."""
    return registry.load_yaml(HERE / f"texts/{language}.yml")


def descriptions(language: str) -> Mapping[str, str]:
    """What the data dictionary says in English, in another language, as far as it is there."""
    rows = csv.DictReader(io.StringIO(read("texts/descriptions.csv")))
    return {row["en"]: row[language] for row in rows if row.get(language)}


def embedded(text: str) -> Markup:
    """JSON that cannot end the element it stands in, whatever the documents say."""
    return Markup(text.replace("<", "\\u003c"))


def page(
    name: str, program: str, *, library: str = "", spoken: Collection[str] = (), said: bool = False
) -> jinja2.Template:
    """A template that knows the frame: what it is given beside this is escaped.

    Args:
        name: a file of ``templates``.
        program: a folder of ``js``, whose files follow those of ``js/house`` in the order of their names.
        library: a script that runs before the program.
        spoken: the words it needs, by their first keys; all if none is named.
        said: whether it needs the descriptions of tables and columns, too.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = re.sub(r"url\((vendor/[^)]+)\)", _inside, read("page.css")), _program("house", program)
    known = {each: texts(each) for each in LANGUAGES}
    kept = {
        each: {key: words[key] for key in words if not spoken or key in spoken}
        | ({"said": descriptions(each)} if said else {})
        for each, words in known.items()
    }
    environment.globals.update(
        policy=_policy(style, library, script),
        style=Markup(style),
        texts=embedded(json.dumps(kept, ensure_ascii=False)),
        languages={each: words["language"] for each, words in known.items()},
        library=Markup(library),
        program=Markup(script),
        say=say,
    )
    return environment.get_template(name)


def say(key: str, tag: str = "span", attributes: Mapping[str, str] | None = None, **values: object) -> Markup:
    """An element with words in English, which the program says again in the reader's language.

    Args:
        key: of the words, such as ``validation.rows``.
        tag: of the element.
        attributes: of the element.
        values: what fills the words; ``n`` chooses between one and other.
    """
    words: Any = texts("en")
    for part in key.split("."):
        words = words[part]
    if isinstance(words, Mapping):
        words = words["one" if values.get("n") == 1 and "one" in words else "other"]
    shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    given = {
        **(attributes or {}),
        "data-text": key,
        **({"data-values": json.dumps(values)} if values else {}),
    }
    written = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
    return Markup(f"<{tag}{written}>{escape(str(words).format(**shown))}</{tag}>")


def _inside(address: re.Match[str]) -> str:
    """A file of this folder in the place of its address."""
    data = base64.b64encode((HERE / address[1]).read_bytes()).decode()
    return f"url(data:font/woff2;base64,{data})"


def _program(*folders: str) -> str:
    """The files of folders as one script with no names of its own outside."""
    paths = [path for folder in folders for path in sorted((HERE / "js" / folder).glob("*.js"))]
    modules = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return f'(() => {{\n"use strict";\n{modules}\n}})();'


def _policy(style: str, *scripts: str) -> Markup:
    """What a browser may do for a page: run these scripts and the parts beside it, and reach nothing."""
    hashes = " ".join(_hash(script) for script in scripts if script)
    return Markup(
        f"default-src 'none'; script-src {hashes} 'self' file:; style-src {_hash(style)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
