"""A small faultless set of tables, for tests to put one fault into."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
import pytest

from cronica.flows.assemble.tables import stream_tables
from cronica.flows.validate import ValidationResult, gate
from cronica.schemas import registry, render
from cronica.warehouse.store import catalog
from cronica.warehouse.store.write import read_table
from tests.checked import check

DOCUMENT = "0123456789abcdef"
TEXT = "Recordando su resolución 65/122, de 13 de diciembre de 2010, <y> la Carta,"
DATE = "13 de diciembre de 2010"
MENTIONS = 600

Frames = dict[str, pl.DataFrame]


def faultless() -> Frames:
    documents = {
        "document_id": DOCUMENT,
        "source_path": "nota <1>.txt",
        "source_sha256": DOCUMENT * 4,
        "source_bytes": 90,
        "source_format": "txt",
        "language": "es",
        "document_type": "other",
        "document_type_rule_id": "none",
        "paragraph_count": 1,
        "word_count": 13,
    }
    paragraph = {
        "paragraph_id": f"{DOCUMENT}-p0001",
        "document_id": DOCUMENT,
        "paragraph_number": 1,
        "part": "body",
        "depth": 0,
        "text": TEXT,
        "word_count": 13,
        "source_start": 0,
        "source_end": len(TEXT),
    }
    start = TEXT.index(DATE)
    dates = [
        {
            "date_mention_id": f"{DOCUMENT}-d{number:04d}",
            "document_id": DOCUMENT,
            "paragraph_id": f"{DOCUMENT}-p0001",
            "start_char": start,
            "end_char": start + len(DATE),
            "text": DATE,
            "edtf": "2010-12-13",
            "start_date": datetime.date(2010, 12, 13),
            "end_date": datetime.date(2010, 12, 13),
            "precision": "day",
            "role": "mention",
            "origin": "stated",
            "rule_id": "dates.day",
        }
        for number in range(1, MENTIONS + 1)
    ]
    rows = {
        "documents": [documents],
        "paragraphs": [paragraph],
        "date_mentions": dates,
        "entities": [{"entity_id": "KAZ", "entity_type": "state", "name_es": "Kazajstán"}],
        "bodies": [{"body_code": "GA", "name_es": "Asamblea General", "name_en": "General Assembly"}],
        "sessions": [
            {
                "body_code": "GA",
                "session_kind": "regular",
                "session_number": 65,
                "plausible_from": datetime.date(2010, 9, 14),
                "plausible_to": datetime.date(2011, 9, 12),
                "origin": "stated",
            }
        ],
    }
    return {
        table.name: pl.DataFrame(rows.get(table.name, []), schema=render.polars_schema(table))
        for table in registry.tables()
    }


@dataclass(frozen=True)
class Validated:
    """A result, with the tables that are left in the staging folder."""

    result: ValidationResult
    frames: Frames


@pytest.fixture
def validate(tmp_path_factory):
    """The result for these tables."""

    def validate(frames: Frames) -> Validated:
        staged = tmp_path_factory.mktemp("staged")
        stream_tables(lambda name: [frames[name]], staged)
        catalog.write_database(staged)
        result = gate.validate(staged, lambda: check(staged))
        return Validated(result, {name: read_table(staged / f"{name}.parquet") for name in result.rows})

    return validate


@pytest.fixture
def frames() -> Frames:
    return faultless()


@pytest.fixture
def spoil(frames: Frames) -> Callable[..., Frames]:
    """Give some rows of a table another value."""

    def spoil(table: str, column: str, value: object, rows: int = 1) -> Frames:
        frame = frames[table]
        hit = pl.int_range(pl.len()) < rows
        kind = frame.schema[column]
        changed = pl.when(hit).then(pl.lit(value, kind)).otherwise(pl.col(column)).alias(column)
        return {**frames, table: frame.with_columns(changed)}

    return spoil
