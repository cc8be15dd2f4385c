"""Raised figures, as the marks of footnotes are printed with."""

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""The raised figures from zero to nine."""
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)


def superscript(text: str) -> str:
    """``text`` with its figures raised."""
    return text.translate(_RAISED)
