"""Fill the empty cells of ``openings.csv`` and ``opening_words.csv``: forms of verbs, adjectives, nouns.

Run it after adding a lemma (a row whose cells of forms are empty), then review the rows:

    pip install pymorphy3
    python seeds/languages/ru/make_forms.py

Rows that have forms stay as they are, so a form corrected by hand is kept. A verb has its gerund, of the
past where it is perfective (*рассмотрев*), and the present tense in the 3rd person of both numbers and
the 1st of the plural; an adjective or participle the short forms that stand after *будучи*. A noun has
its cases in the singular, an adjective all of its own.
"""

from pathlib import Path
from typing import Any

from pymorphy3 import MorphAnalyzer

from cronica.seeds.tables import Row, fill

FOLDER = Path(__file__).parent
MORPH = MorphAnalyzer()


def plain(word: str) -> str:
    """The word as it is printed: without the diaeresis of ё."""
    return word.replace("ё", "е")


def word_of(word: str, *kinds: str) -> Any:
    """The reading of a word as one of the kinds of words; of a verb with both aspects the imperfective."""
    found = [each for each in MORPH.parse(word) if each.tag.POS in kinds and plain(each.word) == word]
    return next((each for each in found if "impf" in each.tag), found[0])


def verb_forms(verb: str) -> tuple[list[str], list[str]]:
    """The forms that open preambular and operative paragraphs."""
    lexeme = word_of(verb, "INFN").lexeme
    gerunds = [each.word for each in lexeme if each.tag.POS == "GRND"]
    is_perfective = "perf" in lexeme[0].tag
    wanted = [word for word in gerunds if word.endswith(("в", "вшись")) == is_perfective]
    persons = [{"sing", "3per", "pres"}, {"plur", "3per", "pres"}, {"plur", "1per", "pres"}]
    present = [next((each.word for each in lexeme if person in each.tag), "") for person in persons]
    return wanted[:1] or gerunds[:1], [] if is_perfective else [word for word in present if word]


def short_forms(adjective: str) -> list[str]:
    """The short forms, the feminine first: most bodies that act are feminine."""
    lexeme = word_of(adjective, "ADJF", "PRTF").lexeme
    short = [each for each in lexeme if each.tag.POS in ("ADJS", "PRTS")]
    order = ("femn", "masc", "neut", "plur")
    return list(dict.fromkeys(each.word for sort in order for each in short if sort in each.tag))


def cases(word: str, kind: str) -> list[str]:
    """The cases of a noun in the singular, or of an adjective."""
    reading = word_of(word, "NOUN") if kind == "noun" else word_of(word, "ADJF", "PRTF")
    forms = (each for each in reading.lexeme if kind == "adjective" or "sing" in each.tag)
    words = (each.word for each in forms if each.tag.POS in ("NOUN", "ADJF", "PRTF"))
    return list(dict.fromkeys(form for form in words if "нь" not in form))


def opening(row: Row) -> None:
    """The forms of a lemma of one word."""
    if " " in row["lemma"] or row["preamble_forms"] or row["operative_forms"]:
        return
    if row["lemma"].endswith(("ый", "ий")):
        row["preamble_forms"] = plain("|".join(short_forms(row["lemma"])))
    else:
        gerunds, present = verb_forms(row["lemma"])
        row["preamble_forms"], row["operative_forms"] = plain("|".join(gerunds)), plain("|".join(present))


def beside(row: Row) -> None:
    """The forms of a word that stands beside a head."""
    row["forms"] = row["forms"] or plain("|".join(cases(row["word"], row["kind"])))


if __name__ == "__main__":
    fill(FOLDER / "openings.csv", opening)
    fill(FOLDER / "opening_words.csv", beside)
