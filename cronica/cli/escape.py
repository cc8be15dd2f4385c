r"""Text of documents and files as it may reach a terminal: what would steer the terminal is made visible.

A title may hold sequences that colour or rename a terminal, ring its bell, fill its clipboard or turn the
direction of a line. They are shown as Python writes them, such as ``\x1b``.
"""

import re

_STEERS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""Control characters of ASCII and Latin-1, separators of lines, and what turns the direction of a text."""
_IN_TEXT = re.compile(f"[{_STEERS}]")
_IN_LINE = re.compile(f"[\t\n{_STEERS}]")


def text(written: str) -> str:
    """A text of several lines; its tabs and ends of lines stay."""
    return _IN_TEXT.sub(_visible, written)


def line(written: str) -> str:
    """A text that stays in its line, such as a cell of a table."""
    return _IN_LINE.sub(_visible, written)


def json(written: str) -> str:
    """A text in JSON, which means the same afterwards."""
    return _IN_TEXT.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _visible(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()
