"""What a file states of its document: it wins, becomes rows, and is set against what is printed."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cronica.flows.normalise.names.sponsors import split_sponsors
from cronica.flows.normalise.names.stated import entity_named
from tests.stages import staged_tables
from tests.stated_akn import BODY, COVER, META, VOTING, akn

Tables = dict[str, pl.DataFrame]


@pytest.fixture
def read(tmp_path: Path):
    def run(document: str) -> Tables:
        (tmp_path / "document.xml").write_text(document, encoding="utf-8")
        return staged_tables(tmp_path)

    return run


def issues(tables: Tables) -> list[tuple[str, str | None, str | None]]:
    return tables["issues"].select("rule_id", "value_text", "expected_text").rows()


def test_the_document_is_as_its_file_states(read):
    tables = read(akn())
    row = tables["documents"].row(0, named=True)
    expected = {
        "source_format": "akn",
        "document_type": "resolution",
        "symbol": "A/RES/76/901",
        "title": "Faros",
        "session_number": 76,
        "session_kind": "regular",
        "session_origin": "metadata",
        "document_date": date(2021, 12, 10),
        "document_date_origin": "metadata",
        "adoption_date": date(2021, 12, 10),
        "issue_date": date(2021, 12, 20),
        "meeting_number": 50,
        "vote_outcome": "adopted_recorded_vote",
    }
    assert {name: row[name] for name in expected} == expected
    assert issues(tables) == []


@pytest.mark.parametrize(
    ("stated", "history", "outcome"),
    [
        (' outcome="VOTING BY MAIL"', "Adopted unanimously; voting by mail", "adopted_recorded_vote"),
        ("", "Adopted 3-1-1, 8912th meeting", "adopted_recorded_vote"),
        ("", "Adopted by acclamation, 8912th meeting", "adopted_without_vote"),
        ("", "Adopted unanimously, 8912th meeting", "adopted_recorded_vote"),
    ],
)
def test_without_an_outcome_the_history_or_the_votes_say_it(read, stated, history, outcome):
    meta = META.replace(' outcome="adoptedRecordedVote"', stated).replace('by=""', f'by="{history}"')
    tables = read(akn(meta=meta))
    assert tables["documents"]["vote_outcome"].item() == outcome
    assert not [each for each in issues(tables) if each[0] == "vote_outcome_unknown"]


COUNCIL_COVER = """
  <coverPage>
    <p><docNumber refersTo="#symbol">S/RES/2577 (2021)</docNumber></p>
    <p><docAuthority refersTo="#issuingBody">Consejo de Seguridad</docAuthority></p>
    <p><docStatus>Distr. general</docStatus></p>
    <p><docDate date="2021-12-20" refersTo="#dateOfIssuance">20 de diciembre de 2021</docDate></p>
    <p><docTitle refersTo="#resolutionNumber">Resolución 2577 (2021)</docTitle></p>
    <p><docTitle refersTo="#adoption">Aprobada por el Consejo de Seguridad en su 50ª sesión, celebrada el
      <docDate date="2021-12-10">10 de diciembre de 2021</docDate></docTitle></p>
  </coverPage>"""


def test_the_title_of_the_council_is_its_number_on_the_cover(read):
    tables = read(akn(cover=COUNCIL_COVER, body=BODY.partition("<conclusions>")[0]))
    row = tables["documents"].row(0, named=True)
    assert (row["symbol"], row["title"]) == ("S/RES/2577(2021)", "Resolución 2577 (2021)")
    assert issues(tables) == []


@pytest.mark.parametrize(
    "dates", [("28 de enero de 2022", "29 de enero de 2022"), ("1 de abril de 2022", "30 de junio de 2022")]
)
def test_a_decision_in_parts_has_its_first_day_whatever_day_the_file_states(read, dates):
    first, second = dates
    closing = (
        f"<conclusions><p>51ª sesión plenaria</p><p>{first}</p><p>60ª sesión plenaria</p><p>{second}</p>"
    )
    body = f"{BODY.partition('<conclusions>')[0]}{closing}</conclusions>"
    cover = COVER.replace(" el 10 de diciembre de 2021", "")
    tables = read(akn(meta=META.replace("2021-12-10", "2022-06-30"), cover=cover, body=body))
    assert tables["documents"]["adoption_date"].item().isoformat() in ("2022-01-28", "2022-04-01")
    found = [rule for rule, _, _ in issues(tables)]
    assert "adopted_in_parts" in found
    assert not {"adoption_dates_differ", "adoption_date_unlike_metadata"} & set(found)


def test_every_state_has_its_vote(read):
    votes = read(akn())["votes"].select("entity_id", "state_name", "vote").rows()
    assert sorted(votes) == [
        ("CHL", "CHILE", "yes"),
        ("CIV", "COTE D'IVOIRE", "yes"),
        ("GBR", "UNITED KINGDOM", "no"),
        ("PER", "PERU", "abstain"),
        ("TUR", "TÜRKIYE", "yes"),
    ]


def test_sponsors_stand_once_each_with_the_draft(read):
    sponsors = read(akn())["sponsors"].select("sponsor_name", "entity_id", "draft_symbol").rows()
    assert sorted(sponsors) == [
        ("Antigua and Barbuda", "ATG", "A/76/L.77"),
        ("Bolivia (Plurinational State of)", "BOL", "A/76/L.77"),
        ("Chile", "CHL", "A/76/L.77"),
        ("Gambia", "GMB", "A/76/L.77"),
        ("Guinea (on behalf of the Group of 77 and China)", "GIN", "A/76/L.77"),
        ("Trinidad and Tobago", "TTO", "A/76/L.77"),
    ]


def test_a_subject_stands_once_an_identifier(read):
    subjects = read(akn())["subjects"].select("vocabulary", "subject", "uri").rows()
    assert sorted(subjects) == [
        ("EuroVoc", "lighthouse", "http://eurovoc.europa.eu/1"),
        ("SDGO", "sdg_14", "http://metadata.un.org/sdg/14"),
        ("UNBIS", "lighthouse", "http://metadata.un.org/thesaurus/020800"),
        ("UNBIS", "lighthouse", "http://metadata.un.org/thesaurus/1"),
    ]


@pytest.mark.parametrize(
    ("part", "old", "new", "issue"),
    [
        (COVER, "el 10 de diciembre", "el 12 de octubre",
         ("adoption_date_unlike_metadata", "2021-10-12", "2021-12-10")),
        (COVER, "el 10 de diciembre", "el 12 de octubre", ("adoption_dates_differ", "2021-12-10", "2021-10-12")),
        (BODY, ">10 de diciembre", ">31 de junio",
         ("adoption_dates_differ", "31 de junio de 2021", "2021-12-10")),
        (BODY, ">10 de diciembre", ">31 de junio", ("date_nonexistent_day", "31 de junio de 2021", None)),
        (COVER, ">20 de diciembre", ">21 de diciembre",
         ("issue_date_unlike_metadata", "2021-12-21", "2021-12-20")),
        (COVER, 'date="2021-12-20"', 'date="2021-11-20"',
         ("issued_before_adopted", "2021-11-20", "2021-12-10")),
        (COVER, "sexto período", "séptimo período", ("session_unlike_metadata", "77", "76")),
        (COVER, "Tema 20", "Temas 20",
         ("agenda_line_malformed", "Temas 20 b) del programa",
          "Tema 1 a) del programa; Temas 1 y 2 a) del programa")),
        (COVER, "A/76/L.77</inline>)]", "A/76/L77</inline>)]",
         ("origin_line_malformed", "[sin remisión previa a una Comisión Principal (A/76/L77)]",
          "[… (A/75/1, párr. 1)]")),
        (META, "A/76/PV.50", "A/76/PV.51", ("meeting_unlike_metadata", "50", "51")),
        (META, 'date="2021-12-10" outcome', 'date="2021-12-13" outcome',
         ("metadata_adoption_dates_differ", "2021-12-13", "2021-12-10")),
        (META, '"spa"', '"fra"', ("language_unlike_metadata", "es", "fr")),
        (META, 'value="3"', 'value="4"', ("vote_count_unlike_names", "4", "3")),
        (META, "adoptedRecordedVote", "Adopted 3-1-2, 50th plenary meeting", ("vote_tally_unlike_names", "2", "1")),
        (META, "adoptedRecordedVote", "adoptedByLot", ("vote_outcome_unknown", "adoptedByLot", None)),
        (META, '"against"', '"sideways"', ("vote_side_unknown", "sideways", None)),
        (META, "PERU", "CHILE", ("vote_state_twice", None, None)),
        (META, "PERU", "ATLANTIS", ("vote_state_unknown", "ATLANTIS", None)),
        (META, VOTING, '<voting outcome="adoptedRecordedVote"/>', ("vote_without_states", None, None)),
        (BODY, "A/RES/73/801", "A/RES/72/801", ("link_unlike_text", "73/801: A/RES/72/801", "A/RES/73/801")),
    ],
)  # fmt: skip
def test_a_contradiction_is_reported_with_what_stands_and_what_was_expected(read, part, old, new, issue):
    assert old in part
    parts = {"meta": META, "cover": COVER, "body": BODY}
    name = next(key for key, value in parts.items() if value is part)
    assert issue in issues(read(akn(**{name: part.replace(old, new)})))


def test_what_the_file_states_wins_over_what_is_printed(read):
    cover = COVER.replace("el 10 de diciembre", "el 12 de octubre").replace(
        "sexto período", "séptimo período"
    )
    row = read(akn(cover=cover))["documents"].row(0, named=True)
    assert (row["adoption_date"], row["session_number"]) == (date(2021, 12, 10), 76)


RUSSIAN_COVER = """
  <coverPage>
    <p><docNumber refersTo="#symbol">A/RES/76/901</docNumber></p>
    <p><docDate date="2021-12-20">20 декабря 2021 года</docDate></p>
    <p><session value="76">Семьдесят шестая сессия</session></p>
    <p><inline name="agenda item">Пункты 20 b) и 31 повестки дня</inline></p>
    <p><inline name="agenda item name">Маяки и бакены</inline></p>
    <p><docTitle>Резолюция, принятая Генеральной Ассамблеей 10 декабря 2021 года</docTitle></p>
    <p><docProponent>[без передачи в главные комитеты (A/76/L.77)]</docProponent></p>
  </coverPage>
  <preface><p><docNumber>76/901.</docNumber><docTitle refersTo="#resolutionTitle">Маяки</docTitle></p></preface>"""
RUSSIAN_BODY = """
  <preamble>
    <formula><p><span class="italic">Генеральная Ассамблея</span>,</p></formula>
    <container name="ссылаясь"><p><span class="italic">ссылаясь</span> на свою резолюцию 73/801,</p></container>
  </preamble>
  <mainBody><paragraph><num>1.</num><content><p>постановляет зажечь маяки.</p></content></paragraph></mainBody>
  <conclusions><p><inline name="adoptionMeeting" title="50-е">50-е пленарное заседание</inline></p></conclusions>"""


def test_a_document_in_another_language_has_what_its_text_and_its_file_say(read):
    tables = read(akn(META.replace('"spa"', '"rus"'), RUSSIAN_COVER, RUSSIAN_BODY))
    row = tables["documents"].row(0, named=True)
    assert (row["language"], row["title"], row["session_number"]) == ("ru", "Маяки", 76)
    assert (row["meeting_number"], row["meeting_kind"], row["adoption_date"]) == (
        50,
        "plenary",
        date(2021, 12, 10),
    )
    items = (
        tables["agenda_items"].filter(relation="own").select("label", "title", "title_origin", "start_char")
    )
    assert items.rows() == [
        ("20(b)", "Маяки и бакены", "metadata", 7),
        ("31", "Маяки и бакены", "metadata", 15),
    ]
    parts = tables["paragraphs"].filter(pl.col("part").is_in(["preamble", "operative"]))
    assert parts.select("part", "label").rows() == [("preamble", None), ("operative", "1")]
    assert row["origin_text"] == "[без передачи в главные комитеты (A/76/L.77)]"
    assert issues(tables) == []


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("", []),
        ("Chile", ["Chile"]),
        ("Chile and Peru", ["Chile", "Peru"]),
        ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
        ("the Bahamas, Sao Tome and Principe and Peru", ["Bahamas", "Sao Tome and Principe", "Peru"]),
        ("Guinea (on behalf of the Group of 77 and China) and Russian Federation",
         ["Guinea (on behalf of the Group of 77 and China)", "Russian Federation"]),
        ("submitted by the President of the General Assembly", ["President of the General Assembly"]),
        ("submitted by the Vice-Chair, A. Person (Eritrea) and on the basis of informal consultations",
         ["Vice-Chair, A. Person (Eritrea)"]),
    ],
)  # fmt: skip
def test_a_list_of_sponsors_is_split_at_names_only(listed: str, names: list[str]):
    assert split_sponsors(listed) == names


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("CÔTE D’IVOIRE", "CIV"),
        ("Timor Leste", "TLS"),
        ("Viet Nam.", "VNM"),
        ("TÜRKİYE", "TUR"),
        ("Atlantis", None),
    ],
)
def test_an_english_name_is_known_in_every_spelling(name: str, entity: str | None):
    assert entity_named(name) == entity
