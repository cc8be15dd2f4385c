"""Fill the empty cells of ``openings.csv``: the forms of verbs.

python seeds/languages/ar/make_forms.py

A lemma is the present tense of the third person, masculine. An act has it as it is, in the feminine and in
the first person of the plural; a preambular paragraph puts ``idh`` before it, with *and* or without. Rows
that have forms stay as they are.
"""

import csv
from pathlib import Path

TABLE = Path(__file__).with_name("openings.csv")
PERSONS = ("ت", "ي", "ن")
WHEREAS = ("وإذ", "إذ")


def main() -> None:
    """Fill the table."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        if " " in row["lemma"] or row["preamble_forms"] or row["operative_forms"]:
            continue
        present = [person + row["lemma"][1:] for person in PERSONS]
        row["operative_forms"] = "|".join(present)
        row["preamble_forms"] = "|".join(f"{word} {form}" for word in WHEREAS for form in present)
    with TABLE.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
