"""Compile the patterns of a language pack."""

import re
from collections.abc import Mapping, Sequence

_FRAGMENT = re.compile(r"\$\{(\w+)\}")


def expand(pattern: str, fragments: Mapping[str, str]) -> str:
    """The pattern with every ``${name}`` replaced by the fragment of that name.

    Raises:
        KeyError: a fragment is not defined.
    """
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda match: fragments[match.group(1)], pattern)
    return pattern


def alternatives(
    patterns: Sequence[str], fragments: Mapping[str, str], *, whole: bool = False
) -> re.Pattern[str]:
    """One pattern for a list of them, without regard to case; ``whole`` matches only a whole line."""
    union = "|".join(f"(?:{expand(pattern, fragments)})" for pattern in patterns)
    return re.compile(rf"(?:{union})\Z" if whole else f"(?:{union})", re.IGNORECASE)
