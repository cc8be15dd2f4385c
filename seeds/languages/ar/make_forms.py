"""Fill the empty cells of ``openings.csv``: the forms of verbs.

python seeds/languages/ar/make_forms.py

A lemma is the present tense of the third person, masculine. An act has it as it is, in the feminine and in
the first person of the plural; a preambular paragraph puts ``idh`` before it, with *and* or without. Rows
that have forms stay as they are.
"""

from pathlib import Path

from cronica.seeds.tables import Row, fill

PERSONS = ("ت", "ي", "ن")
WHEREAS = ("وإذ", "إذ")


def opening(row: Row) -> None:
    """A verb with its forms."""
    if " " in row["lemma"] or row["preamble_forms"] or row["operative_forms"]:
        return
    present = [person + row["lemma"][1:] for person in PERSONS]
    row["operative_forms"] = "|".join(present)
    row["preamble_forms"] = "|".join(f"{word} {form}" for word in WHEREAS for form in present)


if __name__ == "__main__":
    fill(Path(__file__).with_name("openings.csv"), opening)
