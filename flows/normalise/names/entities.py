"""States, organisations and UN bodies that a text names.

One Aho-Corasick scan over a whole column of paragraphs finds every known spelling; only the hits are then
looked at: whole words, the surroundings the language pack asks for, and at each place the longest name
(so *Oficina de Lucha contra el Terrorismo de las Naciones Unidas* names the office once and the United
Nations not at all).

Names come from ``seeds/reference/entity_names.csv``, look-alikes and guards from the language's
``entities.yml``.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import polars as pl

from cronica import seeds
from cronica.flows.language import Language
from cronica.schemas.language import Entities

SCHEMA = {
    "index": pl.UInt32,
    "start": pl.Int32,
    "end": pl.Int32,
    "text": pl.String,
    "entity_id": pl.String,
    "rule_id": pl.String,
}
_CONTEXT = 60  # characters on either side that a guard may look at
_ACCENTS = re.compile("[\u0300\u0301\u0308\u030c]")  # the tilde of Ñ is a letter's own and stays


def find_entities(texts: pl.Series, language: Language) -> pl.DataFrame:
    """Every mention of a known State, organisation or UN body.

    Args:
        texts: paragraphs, one string a row; nulls name nobody.
        language: of the texts.

    Returns:
        One row per mention in reading order: ``index`` (row of ``texts``), ``start`` and ``end`` (code
        points, half-open), ``text``, ``entity_id`` and ``rule_id`` (``entity.<kind of name>``).
    """
    names = _names(language)
    patterns = pl.lit(names["spelling"].implode(), dtype=pl.List(pl.String))
    found = (
        pl.DataFrame({"paragraph": texts.cast(pl.String)})
        .with_row_index("index")
        .with_columns(
            byte=pl.col("paragraph").str.find_many(patterns, overlapping=True),
            spelling=pl.col("paragraph").str.extract_many(patterns, overlapping=True),
        )
        .filter(pl.col("byte").list.len() > 0)
        .explode("byte", "spelling")
        .sort("index", "byte", maintain_order=True)
        .with_columns(start=_code_points("byte"))
        .with_columns(end=pl.col("start") + pl.col("spelling").str.len_chars().cast(pl.Int32))
        .with_columns(
            before=pl.col("paragraph").str.slice(
                pl.max_horizontal(pl.col("start") - _CONTEXT, 0), pl.min_horizontal("start", _CONTEXT)
            ),
            after=pl.col("paragraph").str.slice(pl.col("end"), _CONTEXT),
        )
        .drop("paragraph")
        .join(names, on="spelling", how="left")
        .filter(_whole_word(language))
        .filter(_allowed(language))
        .sort("index", "start", "end", descending=[False, False, True])
    )
    kept = found[list(_leftmost_longest(found))]
    return (
        kept.filter(~_acronym_of_the_name_before(), pl.col("entity_id").is_not_null())
        .with_columns(text=pl.col("spelling"), rule_id="entity." + pl.col("kind"))
        .select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())
    )


def _code_points(byte: str) -> pl.Expr:
    """Byte offsets, rising in each paragraph, in code points: each counts on from the one before."""
    before = pl.col(byte).shift(fill_value=0).over("index")
    between = pl.col("paragraph").cast(pl.Binary).bin.slice(before, pl.col(byte) - before)
    return between.cast(pl.String).str.len_chars().cum_sum().over("index").cast(pl.Int32)


def _whole_word(language: Language) -> pl.Expr:
    """No letter on either side, where blanks part words; a footnote digit may stick to the end of a name.

    A prefix of the language may be written onto it. An acronym takes no digit either, and is no part of a
    symbol such as ``CRC/C/GC/24``.
    """
    inside = pl.col("before").str.contains(r"[\p{L}\p{M}\p{N}_]$") | pl.col("after").str.contains(
        r"^[\p{L}\p{M}_]"
    )
    if not language.traits.splits_words_with_blanks:
        inside = pl.lit(value=False)
    if prefixes := language.traits.prefixes:
        inside &= ~pl.col("before").str.contains(rf"(?:^|[^\p{{L}}\p{{M}}])(?:{'|'.join(prefixes)})$")
    in_symbol = pl.col("before").str.contains(r"[/.]$") | pl.col("after").str.contains(r"^[/0-9]")
    return ~(inside | ((pl.col("kind") == "acronym") & in_symbol))


def _allowed(language: Language) -> pl.Expr:
    """The guards of the language pack: refused or required surroundings of single names."""
    allowed = pl.lit(value=True)
    before, after = pl.col("before"), pl.col("after")
    for guard in language.pack(Entities).guards:
        fits = pl.lit(value=True)
        if guard.preceded_by:
            fits &= before.str.contains(f"(?:{guard.preceded_by})$")
        if guard.not_preceded_by:
            fits &= ~before.str.contains(f"(?:{guard.not_preceded_by})$")
        if guard.not_followed_by:
            fits &= ~after.str.contains(f"^(?:{guard.not_followed_by})")
        guarded = pl.col("name").is_in(guard.names) | pl.col("entity_type").is_in(guard.entity_types)
        allowed &= fits | ~guarded.fill_null(value=False)
    return allowed


def _leftmost_longest(found: pl.DataFrame) -> Iterator[int]:
    """Rows that stand when no two mentions may overlap; ``found`` is sorted by place, longest first."""
    place, reach = -1, 0
    for row, (index, start, end) in enumerate(found.select("index", "start", "end").iter_rows()):
        if index != place or start >= reach:
            place, reach = index, end
            yield row


def _acronym_of_the_name_before() -> pl.Expr:
    """``(OTSC)`` right after the name it abbreviates: the name and its acronym are one mention."""
    same = (pl.col("entity_id") == pl.col("entity_id").shift()) & (pl.col("index") == pl.col("index").shift())
    bracketed = pl.col("before").str.ends_with(" (") & pl.col("after").str.starts_with(")")
    return (same & bracketed & (pl.col("start") - pl.col("end").shift() == 2)).fill_null(False)


@cache
def _names(language: Language) -> pl.DataFrame:
    """Every spelling to look for, with the name, kind, entity and its type (a look-alike has no entity)."""
    pack = language.pack(Entities)
    types = {row["entity_id"]: row["entity_type"] for row in seeds.reference("entities")}
    rows: dict[str, tuple[str, str, str, str | None, str | None]] = {}
    for look_alike in pack.not_entities:
        for spelling in _spellings(look_alike):
            rows[spelling] = (spelling, look_alike, "look_alike", None, None)
    for row in seeds.reference("entity_names"):
        if row["language"] != language.code or row["kind"] == "office":
            continue
        entity_type = types[row["entity_id"]]
        suffixes = ["", *pack.owner_suffixes.get(entity_type, ())]
        for name in (row["name"] + suffix for suffix in suffixes):
            for spelling in [name] if row["kind"] == "acronym" else _spellings(name):
                rows.setdefault(spelling, (spelling, name, row["kind"], row["entity_id"], entity_type))
    return pl.DataFrame(
        list(rows.values()),
        schema=dict.fromkeys(("spelling", "name", "kind", "entity_id", "entity_type"), pl.String),
        orient="row",
    )


def _spellings(name: str) -> list[str]:
    """A name as written and in capitals, with and without accents, with each apostrophe and hyphen in use."""
    forms = [form for written in (name, name.upper()) for form in (written, _without_accents(written))]
    marks = (("'", "'"), ("'", "’"), ("-", "‑"), ("-", "–"))
    return list(dict.fromkeys(form.replace(*mark) for form in forms for mark in marks))


def _without_accents(name: str) -> str:
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", name)))
