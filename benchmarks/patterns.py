"""Patterns for the engines that only find: what the same job costs when nothing is understood.

Written for Rust's engine and for Python's alike, apart from the word boundary ``<b>``: a Unicode one keeps
Rust from its fast path on any text that is not ASCII.
"""

_DAY = r"[0-9]{1,2}(?:º|°)?"
_MONTH = (
    "(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
)
_YEAR = "(?:19|20)[0-9]{2}"

DAY_MONTH_YEAR = rf"<b>{_DAY} de {_MONTH} de {_YEAR}<b>"
"""``2 de diciembre de 2004``, and nothing else."""

UNION = "|".join(
    (
        rf"<b>{_DAY}(?:(?:,| y| al?) {_DAY})*(?: de {_MONTH})?(?: (?:y el|al?|hasta el) {_DAY})?"
        rf" de {_MONTH}(?: de {_YEAR})?<b>",
        rf"<b>{_MONTH} de {_YEAR}<b>",
        r"<b>[AEST](?:/(?:[A-Z]+|[0-9]+|[A-Z][a-z]*\.[0-9]+))+<b>",
        r"<b>(?:E?S-)?[0-9]{1,3}/[0-9]{1,3}(?: [A-Z])?<b>",
        rf"<b>[0-9]{{1,4}} \((?:{_YEAR}|[IVXL]+)\)",
        r"[\p{L}]+ (?:[\p{L}]+ )?período(?: extraordinario)? de sesiones",
        r"<b>[0-9]{1,4}ª sesión",
        rf"<b>{_YEAR}(?:-{_YEAR})?<b>",
    )
)
"""Dates, ranges, years, symbols, resolutions, sessions and meetings in one pattern."""


def for_rust(pattern: str) -> str:
    """The pattern with word boundaries that look at ASCII only."""
    return pattern.replace("<b>", r"(?-u:\b)")


def for_python(pattern: str) -> str:
    """The pattern for ``re``, which has no ``\\p``."""
    return pattern.replace("<b>", r"\b").replace(r"[\p{L}]", r"[^\W\d_]")
