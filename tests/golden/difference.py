"""What a change gained and lost: rows compared without the keys that only number them."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]

MEANT = frozenset({"entity_id", "sender_entity_id", "rule_id"})
"""Columns named like keys that say what was found."""


def difference(reviewed: Tables, found: Tables) -> dict[str, tuple[list[str], list[str]]]:
    """Table → extractions gained and lost, of the tables that differ in any row."""
    out = {}
    for table in dict.fromkeys([*reviewed, *found]):
        before, after = reviewed.get(table, []), found.get(table, [])
        if list(before) != list(after):
            had, has = (Counter(map(_extraction, rows)) for rows in (before, after))
            out[table] = (sorted((has - had).elements()), sorted((had - has).elements()))
    return out


def report(case: str, changes: Mapping[str, tuple[list[str], list[str]]]) -> str:
    """The changes of one document as lines, ``+`` for gained and ``-`` for lost."""
    lines = []
    for table, (gained, lost) in changes.items():
        lines.append(f"{case} {table}: {len(gained)} gained, {len(lost)} lost")
        if not gained and not lost:
            lines.append("    the same extractions in another order or under other keys")
        signed = [(row, "+") for row in gained] + [(row, "-") for row in lost]
        lines += [f"  {sign} {row}" for row, sign in sorted(signed)]
    return "\n".join(lines)


def _extraction(row: Row) -> str:
    """A row as text, its words first, without what changes when another row comes before it."""
    kept = {
        name: value
        for name, value in row.items()
        if name in MEANT or not (name.endswith("_id") or name == "paragraph_number")
    }
    return json.dumps({name: kept[name] for name in ("text", *kept) if name in kept}, ensure_ascii=False)
