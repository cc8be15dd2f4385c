"""A small warehouse made by hand: four documents with a few rows in every table that a view reads."""

import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from cronica.schemas import registry, render
from cronica.warehouse.store import catalog, package
from cronica.warehouse.store.write import read_table, write_table

# Stands in every required column that a row of a test does not mention.
BLANK: dict[str, Any] = {
    "string": "",
    "int16": 0,
    "int32": 0,
    "int64": 0,
    "bool": False,
    "float64": 0.0,
    "date32": date(1, 1, 1),
    "timestamp": datetime(1, 1, 1, tzinfo=UTC),
    "language": "es",
}

SPORT_73, SPORT_65, LETTER, ARTICLE = "a" * 16, "b" * 16, "c" * 16, "d" * 16

REAFFIRMS = (
    "Reafirmando su resolución 65/4, de 18 de octubre de 2010, a propuesta del Sr. Ban. "
    "Los juegos de 2016 y el Sr. J. Rogge unieron a todos. Nada más."
)
ADOPTED = "101ª sesión plenaria 25 de julio de 2019"
DECIDES = "Decide incluir el tema en el programa provisional de su septuagésimo quinto período de sesiones."
SALUTE = "Carta de fecha 20 de septiembre de 2002 dirigida al Secretario General"
SIGNED = "¿Qué pide? La carta de 20 de septiembre de 2002 pide paz… Así es."
MEETS = "La cumbre abre el 11 de noviembre"


def at(text: str, part: str) -> dict[str, Any]:
    """Text and offsets of the only place where a part stands."""
    assert text.count(part) == 1
    start = text.index(part)
    return {"text": part, "start_char": start, "end_char": start + len(part)}


def paragraph(document_id: str, number: int, text: str, **values: Any) -> dict[str, Any]:
    return {
        "paragraph_id": f"{document_id}-p{number:04}",
        "document_id": document_id,
        "paragraph_number": number,
        "text": text,
        **values,
    }


def mention(
    key: str, code: str, number: int, document_id: str, paragraph_number: int, **values: Any
) -> dict[str, Any]:
    return {
        key: f"{document_id}-{code}{number:04}",
        "document_id": document_id,
        "paragraph_id": f"{document_id}-p{paragraph_number:04}",
        **values,
    }


def day(
    document_id: str, number: int, paragraph_number: int, when: date | None, role: str, **values: Any
) -> dict[str, Any]:
    iso = values.pop("edtf", when and when.isoformat())
    return mention(
        "date_mention_id",
        "d",
        number,
        document_id,
        paragraph_number,
        start_date=when,
        end_date=values.pop("end_date", when),
        edtf=iso,
        precision=values.pop("precision", "day"),
        role=role,
        **values,
    )


REAFFIRM = {"opening_lemma": "reafirmar", "opening_en": "reaffirm", "act_class": "reaffirm"}
DECIDE = {"opening_lemma": "decidir", "opening_en": "decide", "act_class": "decide"}
RESOLUTION = {"body_code": "GA", "cited_type": "resolution"}
ITEM_11 = {"session_number": 73, "item_number": 11, "label": "11"}
SESSION = {"body_code": "GA", "session_kind": "regular"}

DATASET: dict[str, list[dict[str, Any]]] = {
    "documents": [
        {
            "document_id": SPORT_73,
            "document_type": "resolution",
            "symbol": "A/RES/73/331",
            "body_code": "GA",
            "title": "El deporte y la paz",
            "session_number": 73,
            "session_kind": "regular",
            "document_date": date(2019, 7, 25),
            "document_date_precision": "day",
            "adoption_date": date(2019, 7, 25),
            "issue_date": date(2019, 8, 1),
        },
        {
            "document_id": SPORT_65,
            "document_type": "resolution",
            "symbol": "A/RES/65/4",
            "body_code": "GA",
            "title": "EL DEPORTE Y LA PAZ*",
            "session_number": 65,
            "session_kind": "regular",
            "document_date": date(2010, 10, 18),
            "document_date_precision": "day",
            "adoption_date": date(2010, 10, 18),
        },
        {
            "document_id": LETTER,
            "document_type": "letter",
            "body_code": "GA",
            "title": "Carta",
            "document_date": date(2002, 9, 20),
            "document_date_precision": "day",
        },
        {
            "document_id": ARTICLE,
            "document_type": "press_article",
            "title": "Cumbre",
            "document_date": date(2020, 11, 1),
            "document_date_precision": "month",
        },
    ],
    "paragraphs": [
        paragraph(SPORT_73, 1, REAFFIRMS, part="preamble", **REAFFIRM),
        paragraph(SPORT_73, 2, DECIDES, part="operative", **DECIDE),
        paragraph(SPORT_73, 3, "Reafirmando la Carta,", part="preamble", **REAFFIRM),
        paragraph(SPORT_73, 4, ADOPTED, part="closing"),
        paragraph(LETTER, 1, SALUTE, part="masthead"),
        paragraph(LETTER, 2, SIGNED, part="body"),
        paragraph(ARTICLE, 1, MEETS, part="body"),
    ],
    "date_mentions": [
        day(
            SPORT_73,
            1,
            1,
            date(2010, 10, 18),
            "cited_document",
            citation_id=f"{SPORT_73}-c0001",
            **at(REAFFIRMS, "18 de octubre de 2010"),
        ),
        day(
            SPORT_73,
            2,
            1,
            date(2016, 1, 1),
            "period",
            end_date=date(2016, 12, 31),
            edtf="2016",
            precision="year",
            **at(REAFFIRMS, "2016"),
        ),
        day(SPORT_73, 3, 4, date(2019, 7, 25), "adoption", **at(ADOPTED, "25 de julio de 2019")),
        day(LETTER, 1, 1, date(2002, 9, 20), "letter", **at(SALUTE, "20 de septiembre de 2002")),
        day(LETTER, 2, 2, date(2002, 9, 20), "letter", **at(SIGNED, "20 de septiembre de 2002")),
        day(ARTICLE, 1, 1, None, "event", edtf="XXXX-11-11", **at(MEETS, "11 de noviembre")),
    ],
    "citations": [
        mention(
            "citation_id",
            "c",
            1,
            SPORT_73,
            1,
            symbol="A/RES/65/4",
            **RESOLUTION,
            relation="recalled",
            cited_document_id=SPORT_65,
        ),
        mention(
            "citation_id",
            "c",
            2,
            SPORT_73,
            3,
            symbol="A/RES/65/4",
            **RESOLUTION,
            relation="cited",
            cited_document_id=SPORT_65,
        ),
        mention(
            "citation_id",
            "c",
            3,
            SPORT_73,
            4,
            symbol="A/RES/73/331",
            **RESOLUTION,
            relation="self",
            cited_document_id=SPORT_73,
        ),
        mention("citation_id", "c", 1, LETTER, 2, cited_type="other", relation="cited"),
    ],
    "session_mentions": [
        mention(
            "session_mention_id", "s", 1, SPORT_73, 2, session_number=75, **SESSION, relation="mentioned"
        ),
        mention("session_mention_id", "s", 2, SPORT_73, 1, session_number=73, **SESSION, relation="own"),
        mention("session_mention_id", "s", 3, SPORT_73, 3, session_number=73, **SESSION, relation="own"),
    ],
    "agenda_items": [
        mention("agenda_item_id", "a", 1, document, 1, body_code="GA", relation="own", **item)
        for document, item in (
            (SPORT_73, ITEM_11),
            (SPORT_65, ITEM_11),
            (LETTER, {"session_number": 57, "item_number": 66, "subitem": "s", "label": "66(s)"}),
        )
    ],
    "entities": [
        {"entity_id": "KAZ", "entity_type": "state", "name_es": "Kazajstán", "name_en": "Kazakhstan"},
        {"entity_id": "RUS", "entity_type": "state", "name_es": "Federación de Rusia"},
    ],
    "entity_mentions": [
        mention("entity_mention_id", "e", 1, LETTER, 1, entity_id="KAZ"),
        mention("entity_mention_id", "e", 2, LETTER, 2, entity_id="KAZ"),
        mention("entity_mention_id", "e", 1, ARTICLE, 1, entity_id="KAZ"),
    ],
    "terms": [
        {"document_id": SPORT_73, "term": "deporte", "term_size": 1, "mentions": 3},
        {"document_id": SPORT_65, "term": "deporte", "term_size": 1, "mentions": 2},
    ],
}

OTHER = {**DATASET, "terms": DATASET["terms"][:1]}

# Tables and database of each dataset, made once; the dataset is kept so that its id stays its own.
BUILT: dict[int, tuple[Any, TemporaryDirectory[str]]] = {}


def frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows in the contract's types; required columns a row does not mention are blank."""
    contract = registry.table(table)
    blank = {
        field.name: None if field.nullable else BLANK[field.name if field.name in BLANK else field.type]
        for field in contract.fields
    }
    return pl.DataFrame([{**blank, **row} for row in rows], schema=render.polars_schema(contract))


def stage_tables(staged: Path, dataset: Mapping[str, list[dict[str, Any]]]) -> None:
    for table in registry.tables():
        write_table(frame(table.name, dataset.get(table.name, [])), table, staged / f"{table.name}.parquet")


def write_derived(staged: Path) -> None:
    """Write what a release derives from its tables."""
    catalog.write_database(staged)
    catalog.write_views(staged)


def stage_release(
    staged: Path,
    dataset: Mapping[str, list[dict[str, Any]]] = DATASET,
    created: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC),
    program: str = "of today",
) -> None:
    """Fill a staged folder with everything a release needs."""
    if id(dataset) not in BUILT:
        BUILT[id(dataset)] = dataset, TemporaryDirectory()
        built = Path(BUILT[id(dataset)][1].name)
        stage_tables(built, dataset)
        write_derived(built)
    shutil.copytree(BUILT[id(dataset)][1].name, staged, dirs_exist_ok=True)
    sources = [{"title": "Four documents", "path": "documents"}]
    package.write(staged, created=created, sources=sources, program=program)


def view_rows(release: Path, view: str, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of a view, as its file in a release has them."""
    return read_table(release / f"{view}.parquet").select(columns).rows()


def view_over(folder: Path, view: str, **dataset: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a view over the given tables."""
    stage_tables(folder, dataset)
    write_derived(folder)
    return read_table(folder / f"{view}.parquet").to_dicts()


def flip_a_byte(folder: Path) -> None:
    """Damage a release."""
    data = bytearray((folder / "terms.parquet").read_bytes())
    data[10] ^= 1
    (folder / "terms.parquet").write_bytes(data)
