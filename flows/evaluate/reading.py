"""Read labelled texts through the pipeline's own functions, in batches on every processor, and score them."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import polars as pl

from cronica.flows import settings
from cronica.flows.evaluate import akn, labels
from cronica.flows.evaluate.labels import Label
from cronica.flows.evaluate.score import Scorecard, Scored, compare
from cronica.flows.evaluate.styles import set_down
from cronica.flows.reading.documents import read_documents
from cronica.flows.sources.discover import discover

BATCH = 12
"""Labelled documents of one batch."""

Progress = Callable[[int, int], None]
"""Told after each batch: files done, files in all."""

_Item = TypeVar("_Item")
Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Done:
    """What one batch came to."""

    files: int
    scored: list[Scored]
    unused: list[tuple[str, str]]


def evaluate_akn(
    files: Sequence[Path], styles: Sequence[str], language: str, keep: int, tell: Progress
) -> Scorecard:
    """Set marked-up documents down in print styles, read the texts, and compare with the markup.

    Args:
        files: AKN4UN XML files.
        styles: names of print styles, as in ``styles.STYLES``.
        language: the language of the documents to use (ISO 639-1); the others are left out.
        keep: how many of the worst cases of each field are kept.
        tell: told how far it is.
    """
    return _scorecard(files, partial(_akn_batch, styles=styles, language=language), keep, tell)


def evaluate_labels(gold: Path, folder: Path, keep: int, tell: Progress) -> Scorecard:
    """Read the texts of hand labels and compare.

    Raises:
        ValueError: a line of the labels is none.
    """
    return _scorecard(list(labels.read_gold(gold, folder)), _hand_batch, keep, tell)


def _scorecard(
    items: Sequence[_Item], work: Callable[[list[_Item]], _Done], keep: int, tell: Progress
) -> Scorecard:
    card = Scorecard(keep)
    done = 0
    for batch in _each(work, _batches(items)):
        for scored in batch.scored:
            card.add(scored)
        card.unused += batch.unused
        done += batch.files
        tell(done, len(items))
    return card


def _each(work: Callable[[list[_Item]], _Done], batches: list[list[_Item]]) -> Iterator[_Done]:
    """Work on every batch, in processes of their own when there is more than one batch and processor."""
    processors = min(settings.processors(), len(batches))
    if processors < 2:
        yield from map(work, batches)
        return
    fresh = multiprocessing.get_context("spawn")  # polars has threads, which do not survive a fork
    with ProcessPoolExecutor(processors, mp_context=fresh) as pool:
        yield from pool.map(work, batches)


def _batches(items: Iterable[_Item]) -> list[list[_Item]]:
    rest = iter(items)
    return list(iter(lambda: list(islice(rest, BATCH)), []))


def _akn_batch(files: list[Path], *, styles: Sequence[str], language: str) -> _Done:
    texts: list[tuple[Label, bytes]] = []
    unused = []
    for path in files:
        try:
            known = akn.read(path)
        except akn.NoLabel as reason:
            unused.append((path.name, str(reason)))
            continue
        if known.language != language:
            unused.append((path.name, f"in another language ({known.language or 'not stated'})"))
            continue
        for style in styles:
            text = set_down(known.document, style)
            texts.append((replace(known.label, style=style, printed=labels.squeezed(text)), text.encode()))
    return _Done(len(files), _compared(texts), unused)


def _hand_batch(known: list[tuple[Label, Path]]) -> _Done:
    texts: list[tuple[Label, bytes]] = []
    unused = []
    for label, path in known:
        try:
            texts.append((label, path.read_bytes()))
        except OSError as error:
            unused.append((label.name, f"its text cannot be read: {error.strerror}"))
    return _Done(len(known), _compared(texts), unused)


def _compared(texts: Sequence[tuple[Label, bytes]]) -> list[Scored]:
    with TemporaryDirectory(prefix="cronica-") as folder:
        for number, (_, data) in enumerate(texts):
            (Path(folder) / f"{number:05d}.txt").write_bytes(data)
        read = read_values(Path(folder))
    return [compare(label, read.get(hashlib.sha256(data).hexdigest()[:16])) for label, data in texts]


def read_values(folder: Path) -> dict[str, Values]:
    """Read every document in a folder.

    Returns:
        Document id → field → values, in the spelling of ``cronica.flows.evaluate.labels``.
    """
    tables, _, _ = read_documents(discover([folder]).files)
    by_document = {
        name: _by_document(tables[name]) for name in tables if "document_id" in tables[name].columns
    }
    values = {}
    for document_id, rows in by_document["documents"].items():
        mine = {name: documents.get(document_id, []) for name, documents in by_document.items()}
        values[document_id] = _values(rows[0], mine)
    return values


_Row = dict[str, object]


def _by_document(table: pl.DataFrame) -> dict[str, list[_Row]]:
    rows: dict[str, list[_Row]] = {}
    for row in table.iter_rows(named=True):
        rows.setdefault(row["document_id"], []).append(row)
    return rows


def _values(document: _Row, rows: dict[str, list[_Row]]) -> Values:
    """One document's rows as the values of the fields."""
    single = {
        "symbol": labels.document_symbol(str(document["symbol"] or "")),
        "session": document["session_number"],
        "issue_date": document["issue_date"] or document["document_date"],
        "adoption_date": document["adoption_date"] or _adopted(rows["date_mentions"]),
        "meeting": document["meeting_number"],
        "title": labels.folded(str(document["title"] or "")),
    }
    cited = [
        labels.cited_symbol(str(row["symbol"]))
        for row in rows["citations"]
        if row["relation"] != "self" and row["symbol"]
    ]
    dates = [str(row["edtf"]) for row in rows["date_mentions"] if row["start_date"]]
    items = [
        f"{row['item_number']}({row['subitem']})" if row["subitem"] else str(row["item_number"])
        for row in rows["agenda_items"]
        if row["relation"] == "own" and row["item_number"]
    ]
    numbered = [
        row
        for row in rows["paragraphs"]
        if row["part"] == "operative" and not row["depth"] and str(row["label"] or "0").isdigit()
    ]
    return {
        **{name: (str(value),) if value else () for name, value in single.items()},
        "citations": tuple(dict.fromkeys(cited)),
        "dates": tuple(dict.fromkeys(dates)),
        "agenda_items": tuple(dict.fromkeys(items)),
        "preamble_openings": tuple(
            labels.opening("", str(row["opening_text"]))
            for row in rows["paragraphs"]
            if row["part"] == "preamble" and row["opening_text"]
        ),
        "operative_openings": tuple(
            labels.opening(str(row["label"] or ""), str(row["opening_text"]))
            for row in numbered
            if row["opening_text"]
        ),
        "operative_numbers": tuple(f"{row['label']}." for row in numbered if row["label"]),
        "footnotes": tuple(_footnotes(rows)),
    }


def _adopted(dates: list[_Row]) -> object:
    """The month or year of adoption of a document that states no day."""
    return next((row["edtf"] for row in dates if row["role"] == "adoption"), None)


def _footnotes(rows: dict[str, list[_Row]]) -> Iterator[str]:
    texts = {row["paragraph_id"]: str(row["text"]) for row in rows["paragraphs"]}
    for anchor in rows["footnote_anchors"]:
        before = texts[anchor["paragraph_id"]][: int(str(anchor["start_char"]))]
        yield labels.footnote(before, texts.get(anchor["footnote_paragraph_id"], ""))
