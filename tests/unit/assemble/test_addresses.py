"""Addresses at which the United Nations publish a document, by its symbol."""

import pytest

from cronica.flows.assemble.addresses import addresses


@pytest.mark.parametrize(
    ("symbol", "language", "document", "record"),
    [
        ("A/RES/73/331", "es", "https://docs.un.org/es/A/RES/73/331", "A%2FRES%2F73%2F331"),
        ("A/73/901 S/2019/7", "fr", "https://docs.un.org/fr/A/73/901", "A%2F73%2F901"),
        ("S/RES/1631(2005)", "ar", "https://docs.un.org/ar/S/RES/1631(2005)", "S%2FRES%2F1631%282005%29"),
        ("CCPR/C/ESP/CO/6", "en", "https://docs.un.org/en/CCPR/C/ESP/CO/6", "CCPR%2FC%2FESP%2FCO%2F6"),
    ],
)
def test_a_symbol_has_the_document_and_its_record(symbol, language, document, record):
    search = f"https://digitallibrary.un.org/search?p=191__a%3A%22{record}%22"
    assert addresses(symbol, language) == {"document_url": document, "record_url": search}


@pytest.mark.parametrize("symbol", ["", "A", "AG/RES. 1 (I-O/70)", "CP/RES. 1044", "ATX/1"])
def test_what_is_no_symbol_of_the_united_nations_has_none(symbol):
    assert addresses(symbol, "es") == {}
