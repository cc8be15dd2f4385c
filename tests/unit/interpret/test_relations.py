"""Which document another one changes."""

import polars as pl
import pytest

from cronica.flows.reading.documents import read_one
from tests.stages import staged_tables


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("A/66/172/Corr.1", ("A/66/172", "corrects")),
        ("E/1996/31/Add.1/Corr.1", ("E/1996/31/Add.1", "corrects")),
        ("A/C.2/64/L.22/Rev.1", ("A/C.2/64/L.22", "revises")),
        ("A/57/560/Add.2", ("A/57/560", "adds_to")),
        ("A/CONF.171/L.3/Rev.2/Add.1", ("A/CONF.171/L.3/Rev.2", "adds_to")),
        ("A/66/172", None),
    ],
)
def test_the_symbol_says_it(symbol, expected):
    rows = _relations(
        f"Naciones Unidas {symbol}\n\nAsamblea General\n\nInforme del Secretario General\n\n1. Texto.\n"
    )
    assert rows == ([(*expected, "symbol")] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Corrección al documento A/66/172", ("A/66/172", "corrects")),
        ("El presente documento sustituye al documento A/66/172.", ("A/66/172", "replaces")),
        ("Adición al informe del Secretario General (A/66/172)", ("A/66/172", "adds_to")),
        ("La corrección de los datos se pide en el documento A/66/172. Véase A/66/172.", None),
    ],
)
def test_words_say_it(text, expected):
    rows = _relations(
        f"Naciones Unidas A/66/999\n\nAsamblea General\n\nNota del Secretario General\n\n{text}\n"
    )
    assert rows == ([(*expected, "stated")] if expected else [])


def test_the_other_document_is_found_in_the_warehouse(tmp_path):
    for name, symbol in (("report", "A/66/172"), ("correction", "A/66/172/Corr.1")):
        text = (
            f"Naciones Unidas {symbol}\n\nAsamblea General\n\nInforme del Secretario General\n\n1. Texto.\n"
        )
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tables = staged_tables(tmp_path)
    report = tables["documents"].filter(pl.col("symbol") == "A/66/172")["document_id"]
    assert tables["document_relations"]["related_document_id"].to_list() == report.to_list()


def _relations(text: str) -> list[tuple[str, str, str]]:
    return (
        read_one(text.encode())[1]["document_relations"].select("related_symbol", "relation", "origin").rows()
    )
