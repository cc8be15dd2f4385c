"""Patterns such as ``letters/**/*.pdf``: the files and folders they match."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from cronica.flows.settings import Fetching
from cronica.flows.sources import discover
from cronica.flows.sources.discover import Refusal


def matches(given: str) -> bool:
    """Whether this is a pattern: it has a wildcard, and nothing has exactly this name."""
    return glob.has_magic(given) and not Path(given).exists()


def matching(pattern: str) -> list[str]:
    """The files and folders a pattern matches, sorted."""
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes an absolute pattern


def fetch(inputs: Sequence[str], folder: Path, fetching: Fetching) -> tuple[list[Path], list[Refusal]]:
    """The paths each pattern matches, sorted; a pattern that matches nothing is refused."""
    paths: list[Path] = []
    refused: list[Refusal] = []
    for given in inputs:
        found = matching(given)
        paths += map(Path, found)
        if not found:
            message = "no file or folder matches this pattern"
            refused.append(Refusal(given, None, "discover", discover.Reason.NOT_FOUND.value, message))
    return paths, refused
