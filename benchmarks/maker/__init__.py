"""Documents made to order: any number of UN-like Spanish texts, every numeral varied, with known answers.

    python -m benchmarks.maker FOLDER --documents 1000 --seed 1

writes ``FOLDER/documents/…/*.txt`` and ``FOLDER/gold.jsonl``, the labels ``cronica evaluate labels`` reads. A
document depends on the seed and its own number alone, so a larger corpus begins with the smaller one.
"""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.maker.kinds import KINDS
from benchmarks.maker.slots import Slots

WIDTH = 84
"""Columns of the documents printed with line ends, which is one in three."""
FOLDER_SIZE = 1000
"""Documents in one folder."""


@dataclass(frozen=True, slots=True)
class Made:
    """One document.

    Attributes:
        path: where it belongs, below the folder of documents, with ``/``.
        text: what it says.
        label: what is known of it. Besides the fields of a hand label (``flows.evaluate.labels``): ``dates``
            has every mention in EDTF, ``undated`` those printed without a year, ``cited_symbols`` every
            citation, ``sessions`` every session named, each as often as it is printed.
    """

    path: str
    text: str
    label: dict[str, Any]


def documents(count: int, seed: int = 1) -> Iterator[Made]:
    """So many documents, one after the other."""
    for number in range(count):
        yield _document(number, seed)


def write(folder: Path, count: int, seed: int = 1) -> Path:
    """Write documents and their labels, one at a time.

    Returns:
        The folder with the documents alone.
    """
    texts = folder / "documents"
    texts.mkdir(parents=True)
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as labels:
        for made in documents(count, seed):
            path = texts / made.path
            path.parent.mkdir(exist_ok=True)
            path.write_text(made.text, encoding="utf-8")
            labels.write(json.dumps(made.label, ensure_ascii=False) + "\n")
    return texts


def _document(number: int, seed: int) -> Made:
    slots = Slots(Random(f"{seed}:{number}"))
    paragraphs, known = KINDS[number % len(KINDS)](number, slots)
    if slots.random.random() < 1 / 3:
        paragraphs = [
            "\n".join(textwrap.wrap(each, WIDTH) if "\n" not in each else [each]) for each in paragraphs
        ]
    path = f"{number // FOLDER_SIZE:04d}/{number:07d}.txt"
    label = {
        "file": f"documents/{path}",
        "style": known["kind"],
        **known,
        "dates": slots.dates,
        "undated": slots.undated,
        "cited_symbols": slots.cited,
        "sessions": slots.sessions,
    }
    return Made(path, "\n\n".join(paragraphs) + "\n", label)
