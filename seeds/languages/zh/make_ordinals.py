"""Write ``ordinals.csv``: Chinese ordinals to 300, from ``第一`` on.

From 21 to 99 they stand without their sign as well, later in a list: ``第七十六和七十七届``. Smaller
ones would be counts.

python seeds/languages/zh/make_ordinals.py
"""

import csv
from pathlib import Path

DIGITS = "零一二三四五六七八九"
LAST = 300


def numeral(number: int) -> str:
    """A number to 999 in Chinese."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    written = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and units:
        written += DIGITS[0]
    return written + (DIGITS[units] if units else "")


if __name__ == "__main__":
    with Path(__file__).with_name("ordinals.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("form", "number", "is_plural", "only_before"))
        writer.writerows((f"第{numeral(number)}", number, "", "") for number in range(1, LAST + 1))
        writer.writerows((numeral(number), number, "", "") for number in range(21, 100))
