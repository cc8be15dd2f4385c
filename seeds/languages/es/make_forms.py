"""Write ``opening_words.csv``: the forms of the nouns and adjectives of opening phrases.

Run it after adding a word to the table (a row with an empty ``forms`` cell), then review the rows:

    python seeds/languages/es/make_forms.py

Rows that have forms stay as they are, so a form corrected by hand is kept. Regular Spanish inflection only:
a noun takes ``-s`` after a vowel and ``-es`` after a consonant; an adjective in ``-o`` has four forms.
"""

import unicodedata
from pathlib import Path

from cronica.seeds.tables import Row, fill


def plural(word: str) -> str:
    """The regular plural: ``voluntad`` → ``voluntades``, ``convicción`` → ``convicciones``."""
    if word[-1] in "aeiouáéó":
        return word + "s"
    stem, vowel, consonant = word[:-2], word[-2], word[-1]
    if consonant in "ns" and (plain := unicodedata.normalize("NFD", vowel)[0]) != vowel:
        vowel = plain  # the stress falls on the same syllable without the accent
    return stem + vowel + consonant.replace("z", "c") + "es"


def forms(word: str, kind: str) -> list[str]:
    """Every form of a word, the one in the dictionary first."""
    if kind == "adjective" and word.endswith("o"):
        return [word[:-1] + ending for ending in ("o", "a", "os", "as")]
    return [word, plural(word)]


def filled(row: Row) -> None:
    """A row with its forms."""
    row["forms"] = row["forms"] or "|".join(forms(row["word"], row["kind"]))


if __name__ == "__main__":
    fill(Path(__file__).with_name("opening_words.csv"), filled)
