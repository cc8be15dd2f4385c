"""The scorecard as a table for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from cronica.cli import formats
from cronica.flows.evaluate.score import Miss, Scorecard, Tally

SHOWN_VALUES = 6
"""Values of a miss that are shown; JSON has all."""


def as_text(card: Scorecard) -> str:
    """Tables as wide as the terminal."""
    parts = [formats.table(_columns(card), _rows(card)), _summary(card)]
    if card.worst:
        parts.append(
            formats.table(["field", "document", "styles", "lost", "extra"], map(_case, _misses(card)))
        )
    if card.faults:
        rows = [[fault.field, name, fault.message] for name, fault in card.faults]
        parts += [
            "Not counted, because the source contradicts itself:",
            formats.table(["field", "document", "fault"], rows),
        ]
    if card.unused:
        parts += ["Not used:", formats.table(["file", "reason"], card.unused)]
    return "\n\n".join(parts)


def as_markdown(card: Scorecard) -> str:
    """The table of a README, and below it the worst cases and the faults of the sources."""
    parts = [_markdown_table(_columns(card), _rows(card)), _summary(card)]
    if card.worst:
        cases = _markdown_table(
            ["field", "document", "styles", "lost", "extra"], list(map(_case, _misses(card)))
        )
        parts += ["### Worst cases", cases]
    if card.faults:
        rows = [[fault.field, name, fault.message] for name, fault in card.faults]
        parts += [
            "### Faults of the sources, not counted",
            _markdown_table(["field", "document", "fault"], rows),
        ]
    if card.unused:
        parts += ["### Files not used", _markdown_table(["file", "reason"], card.unused)]
    return "\n\n".join(parts)


def as_json(card: Scorecard) -> str:
    """Everything, for programs."""
    fields = [
        {
            "field": name,
            **_figures(card.tally(name)),
            "styles": {each: _figures(card.tally(name, each)) for each in card.styles},
        }
        for name in card.fields
    ]
    content = {
        "documents": card.documents,
        "fields": fields,
        "worst": [asdict(miss) for miss in _misses(card)],
        "faults": [{"document": name, **asdict(fault)} for name, fault in card.faults],
        "unused": [{"file": name, "reason": reason} for name, reason in card.unused],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _figures(tally: Tally) -> dict[str, int | float | None]:
    return {**asdict(tally), "recall": tally.recall, "precision": tally.precision}


def _columns(card: Scorecard) -> list[str]:
    styles = card.styles if len(card.styles) > 1 else []
    return ["field", "known", "recall", "precision", *styles]


def _rows(card: Scorecard) -> list[list[str]]:
    """A field a row; under each style its recall and precision."""
    styles = card.styles if len(card.styles) > 1 else []
    rows = []
    for name in card.fields:
        total = card.tally(name)
        by_style = [card.tally(name, style) for style in styles]
        cells = [f"{_share(tally.recall)} {_share(tally.precision)}" for tally in by_style]
        rows.append([name, f"{total.wanted:,}", _share(total.recall, 4), _share(total.precision, 4), *cells])
    return rows


def _share(value: float | None, places: int = 3) -> str:
    """A share, rounded down so that only a perfect one shows as 1."""
    if value is None:
        return "–"
    unit: int = 10**places
    return f"{int(value * unit + 1e-9) / unit:.{places}f}"


def _summary(card: Scorecard) -> str:
    return (
        f"{card.documents:,} texts; {len(card.faults)} values left out, their sources contradict themselves; "
        f"{len(card.unused)} files not used. Under a style: recall and precision."
    )


def _misses(card: Scorecard) -> list[Miss]:
    return [miss for name in card.fields for miss in card.worst.get(name, [])]


def _case(miss: Miss) -> list[str]:
    return [miss.field, miss.name, " ".join(miss.styles), _some(miss.lost), _some(miss.extra)]


def _some(values: Sequence[str]) -> str:
    rest = len(values) - SHOWN_VALUES
    return "; ".join(values[:SHOWN_VALUES]) + (f"; and {rest} more" if rest > 0 else "")


def _markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
