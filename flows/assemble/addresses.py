"""Where the United Nations publish a document, by its symbol and language.

The patterns stand in ``seeds/reference/document_addresses.csv``. How symbols of the United Nations begin
stands in ``symbol_organs.csv``.
"""

from functools import cache
from urllib.parse import quote

from cronica import seeds


def addresses(symbol: str, language: str) -> dict[str, str]:
    """The addresses of a document; whether they answer is not checked.

    Args:
        symbol: as in ``documents.symbol``; of a joint symbol (``A/73/1 S/2019/2``) the first decides.
        language: ISO 639-1.

    Returns:
        Column of ``documents`` → address; nothing for a symbol that is not of the United Nations.
    """
    first = symbol.partition(" ")[0]
    if first.partition("/")[0] not in _organs() or "/" not in first:
        return {}
    encoded = quote(first, safe="")
    return {
        row["column"]: row["address"].format(language=language, symbol=first, symbol_encoded=encoded)
        for row in seeds.reference("document_addresses")
    }


@cache
def _organs() -> frozenset[str]:
    return frozenset(row["element"] for row in seeds.reference("symbol_organs"))
