"""What the places of things in a document say about them, and the contradictions found."""

from pathlib import Path

import polars as pl
import pytest

from tests.stages import staged_tables

RESOLUTION = """Naciones Unidas
A/RES/65/122
Asamblea General
Distr. general
10 de febrero de 2011
Sexagésimo quinto período de sesiones
Tema 122 f) del programa
Cooperación con las organizaciones regionales
Resolución aprobada por la Asamblea General el 13 de diciembre de 2010
[sin remisión previa a una Comisión Principal (A/65/L.6)]

65/122. Título de la resolución

La Asamblea General,

Recordando su resolución 59/50, de 2 de diciembre de 2004¹,

1. Decide seguir ocupándose de la cuestión.

64ª sesión plenaria
13 de diciembre de 2010

¹ Resolución 60/288.
"""
PRESS = """Dos presidentes se reúnen en Moscú

Foto del sitio

Los presidentes se reunieron en la capital y hablaron de la cooperación entre ambos países.

La visita tuvo lugar los días 11 y 12 de noviembre y terminó con un concierto.

El segundo día se llevaron a cabo negociaciones en formato ampliado.
"""


@pytest.fixture
def read(tmp_path: Path):
    def run(text: str, manifest: str | None = None, *others: str) -> dict[str, pl.DataFrame]:
        for number, each in enumerate((text, *others)):
            (tmp_path / f"{number}.txt").write_text(each, encoding="utf-8")
        if manifest:
            (tmp_path / "manifest.csv").write_text(manifest, encoding="utf-8")
        return staged_tables(tmp_path)

    return run


def issues(tables: dict[str, pl.DataFrame]) -> list[str]:
    return tables["issues"]["rule_id"].to_list()


def test_a_faultless_resolution_raises_no_issue(read):
    tables = read(RESOLUTION)
    assert issues(tables) == []
    row = tables["documents"].row(0, named=True)
    assert (row["symbol"], row["session_number"], row["session_origin"]) == ("A/RES/65/122", 65, "stated")
    assert tables["agenda_items"].select("label", "title", "title_origin").rows() == [
        ("122(f)", "Cooperación con las organizaciones regionales", "stated")
    ]
    roles = tables["date_mentions"]["role"].to_list()
    assert roles == ["issue", "adoption", "cited_document", "meeting"]
    assert tables["citations"]["relation"].to_list() == ["self", "draft", "recalled", "note"]


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [
        ("Sexagésimo quinto", "Sexagésimo sexto", "session_unlike_symbol"),
        ("13 de diciembre de 2010\n[", "31 de junio de 2010\n[", "date_nonexistent_day"),
        ("General el 13 de diciembre", "General el 14 de diciembre", "adoption_dates_differ"),
        ("10 de febrero de 2011", "10 de febrero de 2010", "issued_before_adopted"),
        ("2 de diciembre de 2004", "2 de diciembre de 2014", "cited_date_outside_session"),
        (
            "su resolución 59/50, de 2 de diciembre de 2004",
            "la resolución 2350 (2015)",
            "council_resolution_year",
        ),
        ("2004¹", "2004", "footnote_without_mark"),
        ("¹ Resolución 60/288.\n", "", "mark_without_footnote"),
        ("Distr. general\n", "Distr. general\nSin explicación\n", "masthead_line_unexplained"),
    ],
)
def test_each_contradiction_is_reported_and_nothing_is_repaired(read, was, now, rule):
    tables = read(RESOLUTION.replace(was, now))
    assert rule in issues(tables)
    if now:
        printed = "\n".join(tables["paragraphs"]["text"].to_list())
        assert now.strip("\n[¹ ").split("\n")[-1] in printed


def test_the_line_of_the_meeting_dates_the_adoption_when_the_two_differ(read):
    tables = read(RESOLUTION.replace("General el 13 de diciembre", "General el 14 de diciembre"))
    assert str(tables["documents"]["adoption_date"][0]) == "2010-12-13"


def test_without_a_session_line_the_symbol_gives_the_session(read):
    row = read(RESOLUTION.replace("Sexagésimo quinto período de sesiones\n", ""))["documents"].row(
        0, named=True
    )
    assert (row["session_number"], row["session_origin"]) == (65, "symbol")


def test_a_day_without_year_stays_open(read):
    dates = read(PRESS)["date_mentions"]
    assert dates.select("edtf", "start_date", "role", "origin").rows() == [
        ("XXXX-11-11", None, "event", "stated"),
        ("XXXX-11-12", None, "event", "stated"),
    ]


def test_a_publication_date_in_the_manifest_fills_the_year_and_says_so(read):
    tables = read(PRESS, "path,publication_date\n0.txt,2024-11-13\n")
    assert tables["date_mentions"].select("edtf", "origin", "rule_id").rows() == [
        ("2024-11-11", "inferred", "year_from_publication_date"),
        ("2024-11-12", "inferred", "year_from_publication_date"),
    ]
    row = tables["documents"].row(0, named=True)
    assert (str(row["document_date"]), row["document_date_origin"]) == ("2024-11-13", "metadata")


def test_a_citation_finds_the_document_of_the_run_it_cites(read):
    other = RESOLUTION.replace("65/122", "59/50").replace("59/50, de 2", "58/1, de 2")
    tables = read(RESOLUTION, None, other)
    cited = tables["citations"].filter(pl.col("symbol") == "A/RES/59/50", pl.col("relation") == "recalled")
    target = tables["documents"].filter(pl.col("symbol") == "A/RES/59/50")["document_id"][0]
    assert cited["cited_document_id"].to_list() == [target]
