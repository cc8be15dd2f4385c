"""One resolution in three languages: its paragraphs side by side, and where one version stands alone."""

import duckdb
import polars as pl
import pytest

from cronica.warehouse.ask.questions import questions
from tests.stages import staged_tables

SPANISH = """\
A/RES/74/900
Asamblea General
Distr. general
3 de febrero de 2020
Septuagésimo cuarto período de sesiones
Tema 12 b) del programa

Resolución aprobada por la Asamblea General el 20 de enero de 2020

74/900. Faros y balizas

La Asamblea General,

Recordando su resolución 70/15, de 4 de mayo de 2016,

Observando con aprecio la labor de los fareros,

1. Decide consignar la suma de 1.234.500 dólares;

2. Solicita al Secretario General que le presente un informe en su septuagésimo quinto período de sesiones:

a) Sobre los faros;

b) Sobre las balizas.

31a sesión plenaria
20 de enero de 2020
"""
ENGLISH = """\
A/RES/74/900
General Assembly
Distr.: General
3 February 2020
Seventy-fourth session
Agenda item 12 (b)

Resolution adopted by the General Assembly on 20 January 2020

74/900. Lighthouses and beacons

The General Assembly,

Recalling its resolution 70/15 of 4 May 2016,

Noting with appreciation the work of lighthouse keepers,

1. Decides to appropriate the amount of 1,234,500 dollars;

2. Requests the Secretary-General to submit to it a report at its seventy-fifth session:

(a) On lighthouses;

(b) On beacons.

31st plenary meeting
20 January 2020
"""
FRENCH = """\
A/RES/74/900
Assemblée générale
Distr. générale
3 février 2020
Soixante-quatorzième session
Point 12 b) de l’ordre du jour

Résolution adoptée par l’Assemblée générale le 20 janvier 2020

74/900. Phares et balises

L’Assemblée générale,

Rappelant sa résolution 70/15 du 4 mai 2016,

Prenant note avec satisfaction du travail des gardiens de phare,

1. Décide d’ouvrir un crédit de 1 234 500 dollars ;

2. Prie le Secrétaire général de lui présenter un rapport à sa soixante-quinzième session :

a) Sur les phares ;

b) Sur les balises.

31e séance plénière
20 janvier 2020
"""
MISPRINTED = (
    FRENCH.replace("70/15 du 4 mai 2016", "70/51 du 4 mars 2016")
    .replace("1 234 500", "1 243 500")
    .replace("\n31e séance plénière\n20 janvier", "\n31e séance plénière\n21 janvier")
    .replace("le 20 janvier", "le 21 janvier")
)


def written(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = written(tmp_path_factory.mktemp("three"), es=SPANISH, en=ENGLISH, fr=MISPRINTED)
    return staged_tables(folder)


def apart(tables):
    languages = dict(tables["documents"].select("document_id", "language").iter_rows())
    columns = ("document_id", "rule_id", "value_text", "expected_text")
    found = tables["issues"].filter(pl.col("rule_id").str.starts_with("versions_agree")).select(columns)
    return [(languages[document], *rest) for document, *rest in found.iter_rows()]


def test_every_paragraph_has_its_counterpart_in_each_other_language(tables):
    texts = dict(tables["paragraphs"].select("paragraph_id", "text").iter_rows())
    pairs = tables["parallel_paragraphs"]
    assert pairs.group_by("language", "parallel_language").len().height == 6
    shown = pairs.filter(
        pl.col("part").is_in(["preamble", "operative"]), language="es", parallel_language="fr"
    ).select("paragraph_id", "parallel_paragraph_id", "confidence")
    assert [
        (texts[here].split()[0], texts[there].split()[0], sure) for here, there, sure in shown.iter_rows()
    ] == [
        ("Recordando", "Rappelant", 0.7),
        ("Observando", "Prenant", 1.0),
        ("1.", "1.", 0.8),
        ("2.", "2.", 1.0),
        ("a)", "a)", 0.75),
        ("b)", "b)", 0.75),
    ]


def test_the_version_that_stands_alone_has_an_issue_that_says_what_the_others_say(tables):
    assert sorted(apart(tables)) == [
        ("fr", "versions_agree_adoption_date", "2020-01-21", "2020-01-20"),
        ("fr", "versions_agree_amounts", "1 243 500", "1,234,500"),
        ("fr", "versions_agree_dates", "2016-03-04", "2016-05-04"),
        ("fr", "versions_agree_symbols", "A/RES/70/51", "A/RES/70/15"),
    ]
    messages = tables["issues"].filter(pl.col("rule_id") == "versions_agree_adoption_date")["message"]
    assert list(messages) == ["The versions in en, es agree on another value: adoption date."]


def test_two_versions_that_differ_have_no_majority(tmp_path):
    assert apart(staged_tables(written(tmp_path, es=SPANISH, fr=MISPRINTED))) == []


def test_a_document_in_one_language_has_no_versions(tmp_path):
    tables = staged_tables(written(tmp_path, one=SPANISH, two=SPANISH + "\n"))
    assert tables["parallel_paragraphs"].height == 0
    assert apart(tables) == []


def test_agreement_is_the_share_of_paragraphs_that_do_not_stand_alone(tables):
    with duckdb.connect() as connection:
        for name in ("parallel_paragraphs", "issues"):
            connection.register(name, tables[name].to_arrow())
        question = questions()["agreement"]
        rows = connection.execute(question.sql, {"language": "fr", "limit": 9}).fetchall()
    assert rows == [
        ("fr", "amounts", 7, 1, 0.8571),
        ("fr", "dates", 7, 1, 0.8571),
        ("fr", "sessions", 7, 0, 1.0),
        ("fr", "symbols", 7, 1, 0.8571),
    ]
