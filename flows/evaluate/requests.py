"""Compare the table ``requests`` of a release with labels set by hand.

A label is a JSON object a line: ``symbol``, ``paragraph`` (its label path; the items under it belong to it)
and ``rows``, the requests that it holds. Rows with the same words and different addressees or sessions are
one thing asked. A thing read is found when its words hold those of the label. Of several language versions
the one counts in which most is found; labels of documents that the release does not have do not count.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cronica.flows.evaluate.labels import folded

SOFT = frozenset({"implementation", "cooperation", "other"})
"""Deliverables whose border is a matter of taste: they are compared as one."""
FIELDS = ("act", "addressee", "deliverable", "due", "frequency", "recipient", "existing_resources")
ROWS = """
    SELECT
        documents.document_id, documents.symbol, paragraphs.label_path AS paragraph,
        requests.request_id, requests.act_lemma,
        requests.addressee_text AS addressee, requests.action_text AS action, requests.text,
        requests.deliverable,
        requests.due_kind, requests.due_session_number AS due_session, requests.due_edtf, requests.frequency,
        requests.recipient_text AS recipient, requests.within_existing_resources
    FROM documents LEFT JOIN requests USING (document_id) LEFT JOIN paragraphs USING (paragraph_id)
    ORDER BY documents.document_id, requests.request_id
"""
"""One row a request; a document without any has one row of nulls."""

Row = dict[str, Any]


@dataclass(slots=True)
class Thing:
    """One thing asked, of all its addressees.

    Attributes:
        action: the words of what is asked, folded; ``text`` those of the whole clause.
        values: field → value, as compared.
    """

    action: str
    text: str
    values: dict[str, Any]


@dataclass(slots=True)
class Card:
    """The counts: ``wanted`` and ``read`` things, those ``found``, and of these the right values by field.

    ``absent`` are labelled paragraphs of documents that the release does not have.
    """

    absent: int = 0
    paragraphs: int = 0
    wanted: int = 0
    read: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    misses: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """The share of things found, of things read that are right, and of right values, by name."""
        shares = {"found": (self.found, self.wanted), "precision": (self.found, self.read)}
        shares |= {name: (count, self.found) for name, count in self.right.items()}
        return {name: round(part / whole, 4) if whole else 1.0 for name, (part, whole) in shares.items()}


def evaluate_requests(gold: Path, rows: Iterable[Row]) -> Card:
    """Compare the requests of a release, the answer to :data:`ROWS`, with labels.

    Raises:
        ValueError: a line is no label, or the release has none of the documents.
    """
    card = score(_labels(gold), rows)
    if not card.paragraphs:
        raise ValueError("the release has none of the documents that are labelled")
    return card


def score(labels: Iterable[Mapping[str, Any]], rows: Iterable[Row]) -> Card:
    """Count what is found; ``rows`` are those of :data:`ROWS`."""
    wanted: dict[str, list[Mapping[str, Any]]] = {}
    for label in labels:
        wanted.setdefault(label["symbol"], []).append(label)
    read: dict[str, dict[str, list[Row]]] = {symbol: {} for symbol in wanted}
    for row in rows:
        if row["symbol"] in wanted:
            read[row["symbol"]].setdefault(row["document_id"], []).append(row)
    total = Card()
    for symbol, own in wanted.items():
        versions = [_of_version(own, version) for version in read[symbol].values()]
        best = max(versions, key=lambda card: card.found, default=Card(absent=len(own)))
        for name in ("absent", "paragraphs", "wanted", "read", "found"):
            setattr(total, name, getattr(total, name) + getattr(best, name))
        total.right = {name: count + best.right[name] for name, count in total.right.items()}
        total.misses += best.misses
    return total


def _of_version(labels: Iterable[Mapping[str, Any]], rows: Iterable[Row]) -> Card:
    card, asked = Card(), [row for row in rows if row["request_id"] is not None]
    for label in labels:
        path = label["paragraph"]
        own = [
            row for row in asked if row["paragraph"] == path or str(row["paragraph"]).startswith(f"{path}.")
        ]
        _compare(f"{label['symbol']} {path}", _things(label["rows"]), _things(own), card)
    return card


def _compare(place: str, wanted: list[Thing], read: list[Thing], card: Card) -> None:
    card.paragraphs += 1
    card.wanted += len(wanted)
    card.read += len(read)
    left = list(read)
    for thing in wanted:
        given = next((each for each in left if each.action.startswith(thing.action)), None)
        given = given or next((each for each in left if thing.action in each.text), None)
        if given is None:
            card.misses.append(f"{place}: not found: {thing.action}")
            continue
        left.remove(given)
        card.found += 1
        for name in FIELDS:
            if thing.values[name] == given.values[name]:
                card.right[name] += 1
            else:
                card.misses.append(f"{place}: {name}: {thing.values[name]!r}, read {given.values[name]!r}")
    card.misses += [f"{place}: too many: {each.action[:80]}" for each in left]


def _things(rows: Iterable[Mapping[str, Any]]) -> list[Thing]:
    """Rows as things asked, in their order."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["act_lemma"], row["action"], row.get("text")), []).append(row)
    return [
        Thing(
            folded(group[0]["action"]),
            folded(group[0].get("text") or group[0]["action"]),
            {
                "act": group[0]["act_lemma"],
                "addressee": {folded(row["addressee"] or "") for row in group},
                "deliverable": "other" if group[0]["deliverable"] in SOFT else group[0]["deliverable"],
                "due": {(row["due_kind"], row["due_session"], row["due_edtf"]) for row in group},
                "frequency": group[0]["frequency"],
                "recipient": folded(group[0]["recipient"] or ""),
                "existing_resources": group[0]["within_existing_resources"],
            },
        )
        for group in found.values()
    ]


def _labels(gold: Path) -> Iterator[dict[str, Any]]:
    with gold.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                label = json.loads(line)
                yield {"symbol": label["symbol"], "paragraph": str(label["paragraph"]), "rows": label["rows"]}
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{gold.name}, line {number}: not a label of requests ({error!r})") from None
