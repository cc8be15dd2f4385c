"""A small faultless set of tables, for tests to put one fault into."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

import polars as pl
import pytest
from cronica.flows.assemble.run import OF_THE_RUN
from cronica.flows.validate import Verdict, examine, rules
from cronica.flows.validate import validate as validate_pieces
from cronica.schemas import registry, render
from cronica.warehouse.store.write import read_table, write_table

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


@dataclass(frozen=True, kw_only=True)
class Judged(Verdict):
    """A verdict, with the tables that were written."""

    frames: Frames


def written(pieces: list[Frames], whole: Frames, folder: Path) -> set[str]:
    """Write the tables that may be published as they are, and return their names."""
    names = set()
    for table in registry.tables():
        frames = [whole[table.name]] if table.name in whole else [piece[table.name] for piece in pieces]
        try:
            write_table(pl.concat(frames), table, folder / f"{table.name}.parquet")
        except ValueError:
            continue
        names.add(table.name)
    return names


def judged(pieces: list[Frames], whole: Frames, folder: Path) -> Judged:
    """The verdict on documents in pieces, each with its tables, and on the tables that are in no piece."""
    tables = [table for table in registry.tables() if table.name not in OF_THE_RUN]
    references = {name: whole[name] for name in ("bodies", "sessions")}
    answers = examine(pieces, tables, dict.__getitem__, references)
    drafted = written(pieces, whole, folder)
    verdict = validate_pieces(
        pieces,
        answers,
        dict.__getitem__,
        lambda piece, name: piece[name].height,
        whole,
        drafted,
        lambda: rules.check(registry.rules_across(), drafted, folder),
        folder,
    )
    tables_written = {name: read_table(folder / f"{name}.parquet") for name in verdict.rows}
    decided = {field.name: getattr(verdict, field.name) for field in fields(Verdict)}
    return Judged(**decided, frames=tables_written)


@pytest.fixture
def validate(tmp_path_factory):
    """The verdict on tables in one piece."""

    def validate(frames: Frames) -> Judged:
        whole = {name: frames[name] for name in OF_THE_RUN}
        return judged([frames], whole, tmp_path_factory.mktemp("release"))

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
