"""Write the forms of verbs, nouns and adjectives into ``openings.csv`` and ``opening_words.csv``.

Run it after adding a word to a table (a row with empty cells for its forms), then review the rows:

    python seeds/languages/fr/make_forms.py

Rows that have forms stay as they are, so a form corrected by hand is kept. Regular French inflection only:
verbs in ``-er``, reflexive ones too, participles in ``-é``, nouns and adjectives that take ``-s`` and ``-e``.
A row of ``openings.csv`` with several words is a phrase, which has the forms of its verb or adjective.
"""

import re
from pathlib import Path

from cronica.seeds.tables import Row, fill

HERE = Path(__file__).parent
REFLEXIVE = re.compile(r"(se |s’)(?=\w+$)")


def conjugated(verb: str) -> tuple[str, str]:
    """The present participle, and the present: third person singular, plural, first plural.

    *considérer* → ``considérant``, ``considère|considèrent|considérons``.
    """
    own = REFLEXIVE.match(verb)
    before, us = (own[1], "nous ") if own else ("", "")
    stem = verb[len(before) : -len("er")]
    soft = re.sub(r"c$", "ç", re.sub(r"g$", "ge", stem))
    open_stem = re.sub(r"[oy]y$", lambda match: match[0][:-1] + "i", re.sub("uy$", "ui", stem))
    if re.search(r"e[lt]$", stem):
        open_stem = stem + stem[-1]
    elif re.search(r"[eé][^aeiouyéèê]+$", stem) and not re.search(r"e[^aeiouyéèê]{2,}$", stem):
        open_stem = re.sub(r"[eé](?=[^aeiouyéèê]+$)", "è", stem)
    return f"{before}{soft}ant", f"{before}{open_stem}e|{before}{open_stem}ent|{us}{soft}ons"


def agreed(adjective: str) -> str:
    """Masculine and feminine, singular and plural: *vif* → ``vif|vive|vifs|vives``."""
    feminine = adjective if adjective.endswith("e") else adjective + "e"
    for ending, other in (("f", "ve"), ("el", "elle"), ("x", "se"), ("er", "ère"), ("en", "enne")):
        if adjective.endswith(ending):
            feminine = adjective[: -len(ending)] + other
    plural = adjective if adjective[-1] in "sx" else adjective + "s"
    return "|".join(dict.fromkeys((adjective, feminine, plural, feminine + "s")))


def word(row: Row) -> None:
    """A noun or adjective with its forms."""
    single = row["word"]
    plural = single if single[-1] in "sx" else single + "s"
    row["forms"] = row["forms"] or (agreed(single) if row["kind"] == "adjective" else f"{single}|{plural}")


def opening(row: Row) -> None:
    """A verb or participle with its forms."""
    lemma = row["lemma"]
    if row["preamble_forms"] or row["operative_forms"] or " " in REFLEXIVE.sub("", lemma):
        return
    if lemma.endswith("er"):
        row["preamble_forms"], row["operative_forms"] = conjugated(lemma)
    elif lemma.endswith("é"):
        row["preamble_forms"] = agreed(lemma)


if __name__ == "__main__":
    fill(HERE / "openings.csv", opening)
    fill(HERE / "opening_words.csv", word)
