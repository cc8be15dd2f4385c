"""Write the names of entities and bodies in Russian, Chinese and Arabic into the tables of names.

    pip install babel pycountry pymorphy3
    python seeds/reference/make_names.py

``names.csv`` of a language pack has the organisations and bodies, and the States that the United Nations
print otherwise than CLDR, which gives the others. Added are the cases of a Russian name, and in Arabic
the article that the preposition *li-* is written onto. It writes ``entity_names.csv`` and
``body_names.csv``; the rows of other languages stay as they are. What it writes is reviewed as data.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from pymorphy3 import MorphAnalyzer

from cronica.seeds.tables import write

FOLDER = Path(__file__).parent
PACKS = FOLDER.parent / "languages"
LANGUAGES = ("ru", "zh", "ar")
SOURCE = "GA resolutions 75-76; CLDR"
MORPH = MorphAnalyzer()
CASES = ("gent", "datv", "accs", "ablt", "loct")


def names() -> Iterator[tuple[str, str, str, str]]:
    """Entity, language, kind and name as it stands alone."""
    with (FOLDER / "entities.csv").open(encoding="utf-8") as handle:
        states = [row["entity_id"] for row in csv.DictReader(handle) if row["entity_type"] == "state"]
    for language in LANGUAGES:
        with (PACKS / language / "names.csv").open(encoding="utf-8") as handle:
            written = [(row["entity_id"], row["kind"], row["name"]) for row in csv.DictReader(handle)]
        has_short = {entity for entity, kind, _ in written if kind == "short"}
        territories = Locale(language).territories
        for state in states:
            country = pycountry.countries.get(alpha_3=state)
            if country and state not in has_short:
                yield state, language, "short", territories[country.alpha_2]
        yield from ((entity, language, kind, name) for entity, kind, name in written)


def forms(name: str, language: str, kind: str) -> Iterator[str]:
    """The other forms in which a name stands in a text."""
    if kind in ("acronym", "office"):
        return
    if language == "ar" and name.startswith("ال"):
        yield "لل" + name[2:].removeprefix("ل")
    if language == "ru":
        yield from (form for case in CASES if (form := declined(name, case)) != name)


def declined(name: str, case: str) -> str:
    """A Russian name in a case: its first noun with its adjectives, and a noun that *и* joins to it."""
    words, head = name.split(" "), None
    for at, word in enumerate(words):
        if word in ("и", "—"):
            head = None if head == at - 1 else head
        elif head is None:
            words[at], is_head = _declined(word, case)
            head = at if is_head else None
    return " ".join(words)


def _declined(word: str, case: str) -> tuple[str, bool]:
    """One word in a case, and whether it is a noun. Of a compound its first noun is declined."""
    first, hyphen, rest = word.partition("-")
    whole = _reading(word)
    if hyphen and not whole.is_known and _reading(first).is_known and "Geox" in _reading(first).tag:
        word, tail = first, hyphen + rest
    else:
        tail = ""
    reading = _reading(word)
    if reading.tag.POS not in ("NOUN", "ADJF", "PRTF"):
        return word + tail, False
    inflected = reading.inflect({case}) or reading
    if case == "accs" and "femn" not in reading.tag:
        inflected = reading  # as the nominative: none of them is a living being
    form = inflected.word.replace("ё", "е")
    if form.startswith(word.lower()):
        form = word + form[len(word) :]
    elif word[0].isupper():
        form = "-".join(part.capitalize() for part in form.split("-"))
    return form + tail, reading.tag.POS == "NOUN"


def _reading(word: str) -> Any:
    found = [each for each in MORPH.parse(word) if "nomn" in each.tag]
    places = [each for each in found if "Geox" in each.tag]
    return (places or found or MORPH.parse(word))[0]


def main() -> None:
    """Write both tables again."""
    with (FOLDER / "entity_names.csv").open(encoding="utf-8", newline="") as handle:
        kept = [row for row in csv.DictReader(handle) if row["language"] not in LANGUAGES]
    rows: dict[tuple[str, str], dict[str, str]] = {}
    listed = list(names())
    for entity, language, kind, name in listed:
        rows.setdefault((language, name), _row(entity, language, kind, name))
    for entity, language, kind, name in listed:
        for form in forms(name, language, kind):
            rows.setdefault((language, form), _row(entity, language, "variant", form))
    in_order = sorted(rows.values(), key=lambda row: LANGUAGES.index(row["language"]))
    write(FOLDER / "entity_names.csv", [*kept, *in_order])
    with (FOLDER / "body_names.csv").open(encoding="utf-8", newline="") as handle:
        bodies = list(csv.DictReader(handle))
    codes = dict.fromkeys(row["body_code"] for row in bodies)
    bodies = [row for row in bodies if row["language"] not in LANGUAGES]
    for language in LANGUAGES:
        short = [(entity, name) for entity, of, kind, name in listed if (of, kind) == (language, "short")]
        named = dict(reversed(short))
        bodies += [
            {"body_code": code, "language": language, "name": named[code]} for code in codes if code in named
        ]
    write(FOLDER / "body_names.csv", bodies)


def _row(entity: str, language: str, kind: str, name: str) -> dict[str, str]:
    return {"entity_id": entity, "language": language, "kind": kind, "name": name, "source": SOURCE}


if __name__ == "__main__":
    main()
