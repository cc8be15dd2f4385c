"""Which request of the resolution before a request repeats."""

import polars as pl

from cronica.flows.assemble.series import renewed

ASKED = [
    ("d1-1", "d1", "report", "Solicita al Secretario General que le presente un informe sobre los puentes"),
    ("d1-2", "d1", "report", "Solicita al Secretario General que le presente datos anuales sobre las barcas"),
    ("d1-3", "d1", "funding", "Insta a los Estados a que hagan contribuciones"),
    ("d2-1", "d2", "report", "Solicita al Secretario General que le presente datos anuales sobre las barcas"),
    (
        "d2-2",
        "d2",
        "report",
        "Solicita al Secretario General que le presente un informe sobre los puentes viejos",
    ),
    ("d2-3", "d2", "report", "Solicita que se le informe"),
    ("d2-4", "d2", "funding", "Insta a los Estados a que hagan contribuciones"),
]


def test_a_request_repeats_the_one_most_like_it():
    requests = pl.DataFrame(
        ASKED, schema=["request_id", "document_id", "deliverable", "text"], orient="row"
    ).with_columns(
        act_lemma=pl.lit("solicitar"),
        addressee_entity_id=pl.lit("UNSG"),
        addressee_text=pl.col("document_id"),
    )
    pairs = pl.DataFrame({"document_id": ["d2"], "previous_document_id": ["d1"], "series_title": ["caminos"]})
    found = renewed(lambda _: requests.lazy(), pairs)
    assert set(found.iter_rows()) == {("d2-1", "d1-2"), ("d2-2", "d1-1")}
