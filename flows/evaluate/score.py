"""Compare what was read with what is known: recall and precision of every field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from cronica.flows.evaluate.labels import FIELDS, IN_ORDER, Fault, Label, is_printed


@dataclass(slots=True)
class Tally:
    """Counts of one field: values known, those of them found, values read, those of them right."""

    wanted: int = 0
    found: int = 0
    read: int = 0
    right: int = 0

    @property
    def recall(self) -> float | None:
        """The share of known values that were found; None when none is known."""
        return self.found / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        """The share of values read that are right; None when none was read."""
        return self.right / self.read if self.read else None

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.wanted += other.wanted
        self.found += other.found
        self.read += other.read
        self.right += other.right


@dataclass(frozen=True, slots=True)
class Outcome:
    """One field of one document: its counts, the values lost and the values that are too many."""

    tally: Tally
    lost: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(slots=True)
class Miss:
    """A document whose field is not read as labelled, and the styles in which it is so misread."""

    name: str
    field: str
    lost: tuple[str, ...]
    extra: tuple[str, ...]
    styles: list[str]

    @property
    def size(self) -> int:
        """How many values are wrong."""
        return max(len(self.lost), len(self.extra))


@dataclass(frozen=True, slots=True)
class Scored:
    """One document compared."""

    name: str
    style: str
    outcomes: Mapping[str, Outcome]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Scorecard:
    """The counts of many documents, and the worst cases of each field.

    Attributes:
        keep: how many cases of a field are kept.
        documents: documents compared, each style counted.
        tallies: (field, style) → counts.
        worst: field → its worst cases, the worst first.
        faults: (document, fault) of the sources, each once.
        unused: (file, reason) of files that gave no label.
    """

    keep: int
    documents: int = 0
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    worst: dict[str, list[Miss]] = field(default_factory=dict)
    faults: dict[tuple[str, Fault], None] = field(default_factory=dict)
    unused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def fields(self) -> list[str]:
        """The fields that were counted, in the order of the report."""
        counted = {name for name, _ in self.tallies}
        return [name for name in FIELDS if name in counted]

    @property
    def styles(self) -> list[str]:
        """The styles that were counted, in the order they came."""
        return list(dict.fromkeys(style for _, style in self.tallies))

    def tally(self, name: str, style: str | None = None) -> Tally:
        """The counts of a field in one style, or in all."""
        total = Tally()
        for (counted, printed), tally in self.tallies.items():
            if counted == name and style in (None, printed):
                total.add(tally)
        return total

    def add(self, scored: Scored) -> None:
        """Count a document in."""
        self.documents += 1
        self.faults |= dict.fromkeys((scored.name, fault) for fault in scored.faults)
        for name, outcome in scored.outcomes.items():
            self.tallies.setdefault((name, scored.style), Tally()).add(outcome.tally)
            if outcome.lost or outcome.extra:
                self._keep(Miss(scored.name, name, outcome.lost, outcome.extra, [scored.style]))

    def _keep(self, miss: Miss) -> None:
        """Hold a case as long as it is among the worst; the same misreading in several styles is one case."""
        cases = self.worst.setdefault(miss.field, [])
        for case in cases:
            if (case.name, case.lost, case.extra) == (miss.name, miss.lost, miss.extra):
                case.styles.extend(miss.styles)
                return
        cases.append(miss)
        cases.sort(key=lambda case: (-case.size, case.name))
        del cases[self.keep :]


def compare(label: Label, read: Mapping[str, Sequence[str]] | None) -> Scored:
    """Compare one document with its label.

    Args:
        label: what is known of it.
        read: field → values, spelt as in ``flows.evaluate.labels``; None if the document could not be read.
    """
    outcomes = {"read": _outcome(["document"], ["document"] if read is not None else [])}
    for name, wanted in label.wanted.items():
        values = list((read or {}).get(name, ()))
        outcomes[name] = _ordered(wanted, values) if name in IN_ORDER else _outcome(wanted, values)
        printed, unsettled = _excused(label, name, outcomes[name].extra)
        outcomes[name] = _less(outcomes[name], right=printed, uncounted=unsettled)
    return Scored(label.name, label.style, outcomes, label.faults)


def _outcome(wanted: Iterable[str], read: Iterable[str]) -> Outcome:
    """Values in any order; what comes twice must be wanted twice."""
    known, given = Counter(wanted), Counter(read)
    right = (known & given).total()
    tally = Tally(known.total(), right, given.total(), right)
    return Outcome(tally, tuple((known - given).elements()), tuple((given - known).elements()))


def _ordered(wanted: Sequence[str], read: Sequence[str]) -> Outcome:
    """Values that must come in one order: what both have in common without crossing is right."""
    right = 0
    lost: list[str] = []
    extra: list[str] = []
    for kind, start, end, read_start, read_end in SequenceMatcher(
        None, wanted, read, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            right += end - start
        else:
            lost += wanted[start:end]
            extra += read[read_start:read_end]
    return Outcome(Tally(len(wanted), right, len(read), right), tuple(lost), tuple(extra))


def _excused(label: Label, name: str, extra: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of the values read beyond the label, those that are right all the same, and those nobody can judge."""
    known = label.optional.get(name, ())
    if name == "citations":
        unsettled = [symbol for symbol in extra if known and symbol.endswith(tuple(known))]
        rest = [symbol for symbol in extra if symbol not in unsettled]
        return [symbol for symbol in rest if label.printed and is_printed(symbol, label.printed)], unsettled
    return [], [value for value in extra if any(each.startswith(value) for each in known)]


def _less(outcome: Outcome, *, right: Sequence[str], uncounted: Sequence[str]) -> Outcome:
    """An outcome with some of its extra values counted as right, and others not at all."""
    tally = outcome.tally
    counted = Tally(tally.wanted, tally.found, tally.read - len(uncounted), tally.right + len(right))
    extra = Counter(outcome.extra) - Counter([*right, *uncounted])
    return Outcome(counted, outcome.lost, tuple(extra.elements()))
