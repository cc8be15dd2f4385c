"""Fill the empty cells of ``openings.csv`` and ``opening_words.csv``: regular English inflection.

Run it after adding a verb, a noun or an adjective, then review the rows:

    python seeds/languages/en/make_forms.py

A row of ``openings.csv`` with ``verb`` for its forms gets those of the verb;
spellings in *-ise* are read, too. A noun gets its plural. Rows that have forms stay as they are, so a form
corrected by hand is kept.
"""

from pathlib import Path

from cronica.seeds.tables import Row, fill

HERE = Path(__file__).parent
DOUBLED = (
    "commit",
    "regret",
    "admit",
    "permit",
    "recommit",
    "submit",
    "compel",
    "refer",
    "set",
    "transfer",
    "concur",
)
"""Verbs that double their last letter before an ending."""
NOUNS = (
    *("request", "demand", "appeal", "call", "support", "note", "regret", "praise", "value", "credit"),
    *(
        "mark",
        "name",
        "plan",
        "report",
        "set",
        "stress",
        "thank",
        "wish",
        "trust",
        "hope",
        "honour",
        "pledge",
    ),
    *("transfer", "review", "approach", "draft", "respect", "voice"),
)
"""Verbs whose bare form more often begins a line as a noun: it opens no act."""


def with_ending(verb: str, ending: str) -> str:
    """``note`` → ``noting``, ``deny`` → ``denies``, ``commit`` → ``committing``."""
    if ending == "s":
        if verb.endswith(("s", "x", "z", "ch", "sh")):
            return f"{verb}es"
        return f"{verb[:-1]}ies" if verb[-1] == "y" and verb[-2] not in "aeiou" else f"{verb}s"
    if verb in DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb[-1] == "e" and verb[-2] not in "eo" else f"{verb}ing"


def verb_forms(verb: str) -> tuple[str, str]:
    """The forms of the preamble and those of the operative part."""
    spellings = [verb, verb[:-3] + "ise"] if verb.endswith("ize") else [verb]
    present = [with_ending(each, "s") for each in spellings]
    present += [each for each in spellings if each not in NOUNS]
    return "|".join(with_ending(each, "ing") for each in spellings), "|".join(present)


def plural(word: str) -> str:
    """The regular plural of a noun."""
    return with_ending(word, "s")


def opening(row: Row) -> None:
    """A verb with its forms."""
    if row["preamble_forms"] == "verb":
        row["preamble_forms"], row["operative_forms"] = verb_forms(row["lemma"])


def word(row: Row) -> None:
    """A noun with its plural; an adjective has one form."""
    both = row["word"] if row["kind"] == "adjective" else f"{row['word']}|{plural(row['word'])}"
    row["forms"] = row["forms"] or both


if __name__ == "__main__":
    fill(HERE / "openings.csv", opening)
    fill(HERE / "opening_words.csv", word)
