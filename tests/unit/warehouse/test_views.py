"""What each view answers on the small warehouse, row by row."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small_warehouse import ARTICLE, LETTER, SPORT_65, SPORT_73, at, day, paragraph, stage_tables
from warehouse import catalog
from warehouse.write import read_table

SUMMER, AUTUMN, SEPTEMBER = date(2019, 7, 25), date(2010, 10, 18), date(2002, 9, 20)


def rows(release: Path, view: str, *columns: str) -> list[tuple[Any, ...]]:
    return read_table(release / f"{view}.parquet").select(columns).rows()


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
    assert rows(release, "timeline", *columns) == [
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
    found = rows(release, "timeline", *columns)
    assert found[1] == (
        "A/RES/73/331",
        "El deporte y la paz",
        "GA",
        73,
        f"{SPORT_73}-p0001",
        f"{SPORT_73}-d0001",
    )
    assert found[2] == ("A/RES/65/4", "EL DEPORTE Y LA PAZ*", "GA", 65, None, None)


def test_agenda_items_by_session_and_year(release):
    columns = (
        "body_code",
        "session_number",
        "label",
        "item_number",
        "subitem",
        "relation",
        "year",
        "mentions",
        "documents",
    )
    assert rows(release, "agenda_item_frequency", *columns) == [
        ("GA", 57, "66(s)", 66, "s", "own", 2002, 1, 1),
        ("GA", 73, "11", 11, None, "own", 2010, 1, 1),
        ("GA", 73, "11", 11, None, "own", 2019, 1, 1),
    ]


def test_sessions_by_relation_and_year(release):
    columns = ("body_code", "session_kind", "session_number", "relation", "year", "mentions", "documents")
    assert rows(release, "session_frequency", *columns) == [
        ("GA", "regular", 73, "own", 2019, 2, 1),
        ("GA", "regular", 75, "mentioned", 2019, 1, 1),
    ]


def test_citations_leave_out_the_own_symbol_and_titles_without_symbol(release):
    columns = (
        "symbol",
        "body_code",
        "cited_type",
        "relation",
        "year",
        "session_number",
        "mentions",
        "documents",
    )
    assert rows(release, "citation_frequency", *columns) == [
        ("A/RES/65/4", "GA", "resolution", "cited", 2019, 73, 1, 1),
        ("A/RES/65/4", "GA", "resolution", "recalled", 2019, 73, 1, 1),
    ]


def test_citation_edges_add_up_the_relations(release):
    columns = (
        "citing_document_id",
        "citing_symbol",
        "cited_symbol",
        "cited_type",
        "cited_document_id",
        "mentions",
        "paragraphs",
    )
    assert rows(release, "citation_edges", *columns) == [
        (SPORT_73, "A/RES/73/331", "A/RES/65/4", "resolution", SPORT_65, 2, 2),
    ]


def test_phrases_by_part_session_and_year(release):
    columns = (
        "opening_lemma",
        "opening_en",
        "act_class",
        "part",
        "body_code",
        "session_number",
        "year",
        "mentions",
        "documents",
    )
    assert rows(release, "phrase_frequency", *columns) == [
        ("decidir", "decide", "decide", "operative", "GA", 73, 2019, 1, 1),
        ("reafirmar", "reaffirm", "reaffirm", "preamble", "GA", 73, 2019, 2, 1),
    ]


def test_entities_that_no_document_names_have_no_row(release):
    columns = (
        "entity_id",
        "entity_type",
        "name_es",
        "name_en",
        "body_code",
        "session_number",
        "year",
        "mentions",
        "documents",
    )
    assert rows(release, "entity_frequency", *columns) == [
        ("KAZ", "state", "Kazajstán", "Kazakhstan", "GA", None, 2002, 2, 1),
        ("KAZ", "state", "Kazajstán", "Kazakhstan", None, None, 2020, 1, 1),
    ]


def test_terms_by_session_and_year(release):
    columns = ("term", "term_size", "body_code", "session_number", "year", "mentions", "documents")
    assert rows(release, "term_frequency", *columns) == [
        ("deporte", 1, "GA", 65, 2010, 2, 1),
        ("deporte", 1, "GA", 73, 2019, 3, 1),
    ]


def test_dates_count_in_a_month_only_when_they_are_that_precise(release):
    columns = (
        "event_year",
        "event_month",
        "role",
        "precision",
        "year",
        "session_number",
        "mentions",
        "documents",
    )
    assert rows(release, "date_frequency", *columns) == [
        (2002, 9, "letter", "day", 2002, None, 2, 1),
        (2010, 10, "cited_document", "day", 2019, 73, 1, 1),
        (2016, None, "period", "year", 2019, 73, 1, 1),
        (2019, 7, "adoption", "day", 2019, 73, 1, 1),
        (None, None, "event", "day", 2020, None, 1, 1),
    ]


def test_series_join_titles_that_differ_in_case_and_marks(release):
    columns = (
        "series_title",
        "series_position",
        "series_length",
        "symbol",
        "previous_document_id",
        "previous_symbol",
        "days_since_previous",
    )
    assert rows(release, "resolution_series", *columns) == [
        ("el deporte y la paz", 1, 2, "A/RES/65/4", None, None, None),
        ("el deporte y la paz", 2, 2, "A/RES/73/331", SPORT_65, "A/RES/65/4", (SUMMER - AUTUMN).days),
    ]


def answer(folder: Path, view: str, **dataset: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a view over the given tables."""
    stage_tables(folder, dataset)
    catalog.build(folder)
    return read_table(folder / f"{view}.parquet").to_dicts()


def test_two_files_of_one_resolution_share_a_place_in_the_series(tmp_path):
    def resolution(document_id: str, symbol: str, when: date | None) -> dict[str, Any]:
        return {
            "document_id": document_id,
            "document_type": "resolution",
            "symbol": symbol,
            "title": "Océanos",
            "document_date": when,
            "document_date_precision": when and "day",
        }

    found = answer(
        tmp_path,
        "resolution_series",
        documents=[
            resolution("1" * 16, "A/RES/60/1", date(2005, 1, 1)),
            resolution("2" * 16, "A/RES/60/1", date(2005, 1, 1)),
            resolution("3" * 16, "A/RES/61/1", date(2006, 1, 1)),
            resolution("4" * 16, "A/RES/99/9", None),
            {**resolution("5" * 16, "S/RES/1(2007)", date(2007, 1, 1)), "body_code": "SC"},
        ],
    )
    assert [
        (
            row["document_id"][0],
            row["series_position"],
            row["series_length"],
            row["previous_symbol"],
            row["days_since_previous"],
        )
        for row in found
    ] == [
        ("5", 1, 1, None, None),
        ("1", 1, 3, None, None),
        ("2", 1, 3, None, None),
        ("3", 2, 3, "A/RES/60/1", 365),
        ("4", 3, 3, "A/RES/61/1", None),
    ]


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
    found = answer(
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
    found = answer(
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


@pytest.fixture(scope="module")
def timeline(release) -> Iterator[Callable[[str, int, int], str]]:
    """Asks the timeline's SQL for the sentence of a single mention."""
    query = (catalog.VIEWS / "timeline.sql").read_text(encoding="utf-8")
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
