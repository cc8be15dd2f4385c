"""Which release came into force when, and why: a line of JSON each time, in the order it happened."""

import json
from datetime import UTC, datetime
from pathlib import Path

FILE = "history.jsonl"


def record(root: Path, release: str, reason: str) -> None:
    """Note that a release is about to come into force.

    Args:
        root: folder of the warehouse.
        release: id of the release.
        reason: why, in a few words.
    """
    entry = {"time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "release": release, "reason": reason}
    with (root / FILE).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(entry, ensure_ascii=False) + "\n")


def reasons(root: Path) -> dict[str, str]:
    """Release id → why it last came into force."""
    try:
        lines = (root / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found: dict[str, str] = {}
    for line in lines:
        try:
            entry = json.loads(line)
            found[str(entry["release"])] = str(entry["reason"])
        except (ValueError, KeyError, TypeError):  # cut off when its run was killed, or damaged
            continue
    return found
