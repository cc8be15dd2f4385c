"""What the timeline answers on the small warehouse, and where its sentences begin and end."""

from collections.abc import Callable, Iterator
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cronica.warehouse.store import catalog
from tests.small_warehouse import (
    ARTICLE,
    LETTER,
    SPORT_65,
    SPORT_73,
    at,
    day,
    paragraph,
    view_over,
    view_rows,
)

SUMMER, AUTUMN, SEPTEMBER = date(2019, 7, 25), date(2010, 10, 18), date(2002, 9, 20)


def test_timeline_has_each_dated_fact_once_with_its_sentence(release):
    columns = (
        "event_date",
        "event_end_date",
        "edtf",
        "precision",
        "event_type",
        "document_id",
        "cited_symbol",
        "sentence",
    )
    assert view_rows(release, "timeline", *columns) == [
        # the letter's date is printed twice and is document_date too: one row, from where it stands first
        (
            SEPTEMBER,
            SEPTEMBER,
            "2002-09-20",
            "day",
            "letter",
            LETTER,
            None,
            "Carta de fecha 20 de septiembre de 2002 dirigida al Secretario General",
        ),
        # a cited document's date; "Sr." ends no sentence
        (
            AUTUMN,
            AUTUMN,
            "2010-10-18",
            "day",
            "cited_document",
            SPORT_73,
            "A/RES/65/4",
            "Reafirmando su resolución 65/4, de 18 de octubre de 2010, a propuesta del Sr. Ban.",
        ),
        # no mention states this adoption
        (AUTUMN, AUTUMN, "2010-10-18", "day", "adoption", SPORT_65, None, None),
        # a period; neither "Sr." nor the initial ends the sentence
        (
            date(2016, 1, 1),
            date(2016, 12, 31),
            "2016",
            "year",
            "period",
            SPORT_73,
            None,
            "Los juegos de 2016 y el Sr. J. Rogge unieron a todos.",
        ),
        # stated by a mention, so not repeated for adoption_date and document_date
        (
            SUMMER,
            SUMMER,
            "2019-07-25",
            "day",
            "adoption",
            SPORT_73,
            None,
            "101ª sesión plenaria 25 de julio de 2019",
        ),
        # issue_date, which no mention states
        (date(2019, 8, 1), date(2019, 8, 1), "2019-08-01", "day", "issue", SPORT_73, None, None),
        # document_date from the manifest, given to the month
        (date(2020, 11, 1), date(2020, 11, 30), "2020-11", "month", "issue", ARTICLE, None, None),
        # no known year: no date, last
        (None, None, "XXXX-11-11", "day", "event", ARTICLE, None, "La cumbre abre el 11 de noviembre"),
    ]


def test_timeline_says_which_document_and_where(release):
    columns = ("symbol", "title", "body_code", "session_number", "paragraph_id", "date_mention_id")
    found = view_rows(release, "timeline", *columns)
    assert found[1] == (
        "A/RES/73/331",
        "El deporte y la paz",
        "GA",
        73,
        f"{SPORT_73}-p0001",
        f"{SPORT_73}-d0001",
    )
    assert found[2] == ("A/RES/65/4", "EL DEPORTE Y LA PAZ*", "GA", 65, None, None)


@pytest.mark.parametrize(
    ("document", "mentioned", "expected"),
    [
        # a resolution adopted and issued on one day has two facts, though one of them is stated
        (
            {
                "document_type": "resolution",
                "adoption_date": SUMMER,
                "issue_date": SUMMER,
                "document_date": SUMMER,
            },
            ["adoption"],
            ["adoption", "issue"],
        ),
        # a declaration's date is when it was signed, and its own date does not repeat that
        ({"document_type": "declaration", "document_date": SUMMER}, ["signature"], ["signature"]),
        # another text dated that day is no reason to leave the letter out
        (
            {"document_type": "letter", "document_date": SUMMER},
            ["cited_document"],
            ["cited_document", "letter"],
        ),
        # two meetings on one day are two facts
        ({"document_type": "report", "document_date": None}, ["meeting", "meeting"], ["meeting", "meeting"]),
    ],
)
def test_a_document_date_is_a_fact_of_its_own_only_when_nothing_else_is(
    document, mentioned, expected, tmp_path
):
    found = view_over(
        tmp_path,
        "timeline",
        documents=[{"document_id": LETTER, "document_date_precision": "day", **document}],
        paragraphs=[paragraph(LETTER, 1, "25 de julio de 2019")],
        date_mentions=[
            day(LETTER, number, 1, SUMMER, role, start_char=0, end_char=19)
            for number, role in enumerate(mentioned)
        ],
    )
    assert [row["event_type"] for row in found] == expected


SENTENCES = [
    ("Dijo que no. El 3 de mayo ganó. Fin.", "3 de mayo", "El 3 de mayo ganó."),
    ("3 de mayo. Fin.", "3 de mayo", "3 de mayo."),
    ("Lo dijo el 3 de mayo", "3 de mayo", "Lo dijo el 3 de mayo"),
    ("«¡Paz!» El 3 de mayo… ¿Y luego? Nada.", "3 de mayo", "El 3 de mayo…"),
    ("Véase el párr. 29 y el art. II, cap. III. El 3 de mayo fue.", "3 de mayo", "El 3 de mayo fue."),
    (
        "Según el párr. II de la carta del 3 de mayo. Fin.",
        "3 de mayo",
        "Según el párr. II de la carta del 3 de mayo.",
    ),
    (
        "Los EE. UU. y el Sr. B. K. Moon el 3 de mayo.",
        "3 de mayo",
        "Los EE. UU. y el Sr. B. K. Moon el 3 de mayo.",
    ),
    ("La cifra 1.250. (El 3 de mayo.) Otra cosa.", "3 de mayo", "(El 3 de mayo.)"),
    ("Año y paz. Mayo de 2001 fue seco. Fin.", "Mayo de 2001", "Mayo de 2001 fue seco."),
    ("Ａ😀 ñandú. E\u0301l vino el 3 de mayo. Ñu.", "3 de mayo", "E\u0301l vino el 3 de mayo."),
]


def test_a_sentence_ends_where_a_reader_would_end_it(tmp_path):
    found = view_over(
        tmp_path,
        "timeline",
        documents=[{"document_id": LETTER}],
        paragraphs=[paragraph(LETTER, number, text) for number, (text, _, _) in enumerate(SENTENCES)],
        date_mentions=[
            day(LETTER, number, number, SUMMER, "event", **at(text, words))
            for number, (text, words, _) in enumerate(SENTENCES)
        ],
    )
    assert [row["sentence"] for row in found] == [sentence for _, _, sentence in SENTENCES]


@pytest.mark.parametrize(
    ("languages", "sentence"),
    [
        ({"document": "es"}, "El 3 de mayo."),
        ({"document": "fr"}, "Véase el no. El 3 de mayo."),
        ({"document": "fr", "paragraph": "es"}, "El 3 de mayo."),
        ({"document": "zh"}, "El 3 de mayo."),
    ],
)
def test_abbreviations_are_those_of_the_language_of_the_paragraph(languages, sentence, tmp_path):
    text = "Véase el no. El 3 de mayo. Fin."
    (found,) = view_over(
        tmp_path,
        "timeline",
        documents=[{"document_id": LETTER, "language": languages["document"]}],
        paragraphs=[{**paragraph(LETTER, 1, text), "language": languages.get("paragraph")}],
        date_mentions=[day(LETTER, 1, 1, SUMMER, "event", **at(text, "3 de mayo"))],
    )
    assert found["sentence"] == sentence


@pytest.fixture(scope="module")
def timeline(release) -> Iterator[Callable[[str, int, int], str]]:
    """Asks the timeline's SQL for the sentence of a single mention."""
    query = catalog.query_of("timeline")
    with duckdb.connect() as connection:
        for table in ("documents", "paragraphs", "date_mentions", "citations"):
            connection.execute(f"CREATE TABLE {table} AS FROM '{release / table}.parquet' LIMIT 1")
        connection.execute("UPDATE date_mentions SET role = 'event', citation_id = NULL")

        def ask(text: str, start: int, end: int) -> str:
            connection.execute(
                "UPDATE documents SET document_id = 'd', "
                "adoption_date = NULL, issue_date = NULL, document_date = NULL"
            )
            connection.execute("UPDATE paragraphs SET paragraph_id = 'p', text = ?", [text])
            connection.execute(
                "UPDATE date_mentions "
                "SET document_id = 'd', paragraph_id = 'p', start_char = ?, end_char = ?",
                [start, end],
            )
            ((sentence,),) = connection.sql(f"SELECT sentence FROM ({query})").fetchall()
            return sentence

        yield ask


@settings(deadline=None, max_examples=60)
@given(
    before=st.text(alphabet="aÉ .?«»\n1B😀\u0301", max_size=12),
    after=st.text(alphabet="aÉ .?«»\n1B😀\u0301", max_size=12),
)
def test_the_sentence_always_holds_the_whole_mention_and_stands_in_the_paragraph(before, after, timeline):
    words = "3 de mayo. Y"
    text = f"{before}{words}{after}"
    sentence = timeline(text, len(before), len(before) + len(words))
    assert words in sentence
    assert sentence in text
