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


REPORT = """Naciones Unidas A/79/{number}

Asamblea General

Septuagésimo noveno período de sesiones

Informe del Secretario General

1. Este informe se presenta de acuerdo con lo dispuesto en la resolución {asked}.
"""
RESOLUTION = """Naciones Unidas A/RES/78/400

Asamblea General

Septuagésimo octavo período de sesiones

Resolución aprobada por la Asamblea General el 4 de diciembre de 2023

[sin remisión previa a una Comisión Principal (A/78/L.9)]

78/400. Los caminos rurales

La Asamblea General,

Recordando su resolución 76/12, de 1 de noviembre de 2021,

1. Solicita al Secretario General que en su septuagésimo noveno período de sesiones le presente un informe;
"""
DRAFT = """Naciones Unidas A/78/L.9

Asamblea General

Septuagésimo octavo período de sesiones

Proyecto de resolución

Los caminos rurales

La Asamblea General,

1. Solicita al Secretario General que le presente un informe;
"""


def test_others_tell_it(tmp_path):
    """A draft by the text that was adopted of it, a report by the request that it cites and that was due."""
    texts = {
        "resolution": RESOLUTION,
        "draft": DRAFT,
        "answer": REPORT.format(number=100, asked="78/400"),
        "other": REPORT.format(number=101, asked="78/401"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tables = staged_tables(tmp_path)
    symbols = dict(tables["documents"].select("document_id", "symbol").iter_rows())
    found = tables["document_relations"].select("document_id", "relation", "related_document_id")
    assert {tuple(symbols.get(each, each) for each in row) for row in found.iter_rows()} == {
        ("A/78/L.9", "drafts", "A/RES/78/400"),
        ("A/79/100", "answers_request", "A/RES/78/400"),
    }


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            "Carta de fecha 3 de mayo de 2012 dirigida al Secretario General por el Representante del Perú",
            "Tengo el honor de transmitirle adjunto el informe nacional (A/66/172).",
            "transmits",
        ),
        ("Informe del Secretario General", "Aplicación de la resolución 66/172", "reports_on"),
        (
            "Informe del Secretario General",
            "Presentado en cumplimiento de la resolución 66/172",
            "answers_request",
        ),
        ("Nota del Secretario General", "Se adjunta como anexo el documento A/66/172.", "annexes"),
    ],
)
def test_kinds_of_documents_say_it(kind, text, expected):
    rows = _relations(f"Naciones Unidas A/67/999\n\nAsamblea General\n\n{kind}\n\n{text}\n")
    assert expected in {relation for _, relation, _ in rows}


def _relations(text: str) -> list[tuple[str, str, str]]:
    return (
        read_one(text.encode())[1]["document_relations"].select("related_symbol", "relation", "origin").rows()
    )
