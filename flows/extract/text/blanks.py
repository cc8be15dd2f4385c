"""White space as one sees it: single blanks and nothing else."""

import re

ODD = re.compile(r"[^\S ]\s*| \s+")
"""White space that is no single blank."""


def are_single(text: str) -> bool:
    """Whether a text holds no other white space than single blanks, and no control or format character.

    Nearly every paragraph is so, and knowing it costs a hundredth of searching for what is not.
    """
    return text.isprintable() and "  " not in text


def single(text: str) -> str:
    """The text with single blanks."""
    return text if are_single(text) else ODD.sub(" ", text)
