"""Every rule is held to its word: part by part or of the whole, those by document answer the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest
from cronica.flows.assemble.run import OF_THE_RUN
from cronica.flows.validate import Answers, keep, kept, rules
from cronica.flows.validate.verdict import SAMPLE_ROWS, CheckResult
from cronica.schemas import registry
from cronica.schemas.model import Rule

from tests.unit.schemas.faults import FAULTS, load

Frames = dict[str, pl.DataFrame]

TABLES = [table for table in registry.tables() if table.name not in OF_THE_RUN]
REFERENCES = ("sessions", "bodies")
ADDED = {"citations": ["cited_document_id"], "agenda_items": ["title", "title_origin"]}
"""Columns that other documents fill in: a part has none of them."""

NOT_OF_DOCUMENTS = {"entity_id", "sender_entity_id", "rule_id"}
NEXT = ">"
"""Before an id: it is one of the next documents, whichever part they are in."""

KEYS = [(table, key) for table in TABLES for key in table.foreign_keys]
NOTHING = "documents SET symbol = symbol"


def wrong(*tables: str) -> list[str]:
    """The changes for faults of these tables."""
    return [change for _, change, _ in FAULTS if change.split()[0] in tables]


def astray() -> Iterator[tuple[str, ...]]:
    """Keys of another document's rows, with every fault beside them on either side."""
    for table, key in KEYS:
        if key.across is None and key.table not in OF_THE_RUN and key.field != "document_id":
            change = f"{table.name} SET {key.field} = '{NEXT}' || {key.field}"
            yield from ((fault, change) for fault in [NOTHING, *wrong(table.name)])
            for fault in wrong(key.table):
                yield (change,)
                yield (fault,)


NOBODY = [
    ("date_mentions SET document_id = NULL",),
    *((f"{table.name} SET {key.field} = 'lost'",) for table, key in KEYS if key.field == "document_id"),
]
"""Changes that leave rows of no document of any part."""

SOMEBODY = [
    *(
        (change,)
        for change in wrong(*(table.name for table in TABLES))
        if " document_id = 'lost'" not in change
    ),
    *((f"{table.name} SET {key.field} = 'lost'",) for table, key in KEYS if key.field != "document_id"),
    *astray(),
    # More than are shown of one rule, in several parts.
    *[("date_mentions SET edtf = NULL, start_date = NULL",)] * 6,
]
"""For each copy of the documents, its changes; they leave every row to a document of a part."""


@dataclass(frozen=True)
class Spoilt:
    """Documents with faults: the rows, what the rules say of all of them together, and which say nothing."""

    frames: Frames
    answers: dict[str, CheckResult]
    silent: set[str]

    def part(self, number: int, of: int) -> Frames:
        """The rows of some documents: those with a number that gives this remainder."""

        def rows(name: str, frame: pl.DataFrame) -> pl.DataFrame:
            document = pl.col("document_id").str.slice(0, 3).str.to_integer().fill_null(0)
            unfilled = [pl.lit(None).cast(frame.schema[each]).alias(each) for each in ADDED.get(name, ())]
            return frame.filter(document % of == number).with_columns(unfilled)

        return {table.name: rows(table.name, self.frames[table.name]) for table in TABLES}

    def parts(self, count: int) -> list[Frames]:
        return [self.part(number, count) for number in range(count)]

    def asked(self, asked: tuple[Rule, ...], parts: list[Frames]) -> list[list[CheckResult]]:
        references = {name: self.frames[name] for name in REFERENCES}
        pieces = {table.name: [part[table.name] for part in parts] for table in TABLES}
        return rules.check_each(asked, [*pieces], pieces.__getitem__, references)


def copies(changes: list[tuple[str, ...]]) -> Frames:
    """The documents of the faultless warehouse again and again, each time with other changes and new ids."""
    with duckdb.connect() as connection:
        load(connection)
        faultless = {table.name: connection.sql(f"FROM {table.name}").pl() for table in TABLES}
        made: dict[str, list[pl.DataFrame]] = {table.name: [] for table in TABLES}
        for number, of_copy in enumerate(changes):
            connection.begin()
            for change in of_copy:
                connection.execute(f"UPDATE {change}")
            changed = {name: connection.sql(f"FROM {name}").pl() for name in {c.split()[0] for c in of_copy}}
            connection.rollback()
            for name, frame in (faultless | changed).items():
                made[name].append(frame.with_columns(copy=pl.lit(number)))
    return {name: pl.concat(frames).with_columns(renamed(name)).drop("copy") for name, frames in made.items()}


def renamed(table: str) -> Iterator[pl.Expr]:
    for name in registry.table(table).columns:
        if name.endswith("_id") and name not in NOT_OF_DOCUMENTS:
            number = pl.col("copy") + pl.col(name).str.starts_with(NEXT).cast(pl.Int32)
            digits = number.cast(pl.String).str.zfill(3)
            yield pl.concat_str(digits, pl.col(name).str.strip_prefix(NEXT)).alias(name)


def of_the_run() -> Frames:
    with duckdb.connect() as connection:
        load(connection)
        connection.execute("UPDATE bodies SET parent_body_code = 'lost' WHERE body_code = 'HRC'")
        connection.execute(
            "INSERT INTO sessions BY NAME SELECT * REPLACE ('lost' AS body_code) FROM sessions LIMIT 1"
        )
        return {name: connection.sql(f"FROM {name}").pl() for name in OF_THE_RUN}


@pytest.fixture(scope="module", params=["of documents", "with rows of no document"])
def spoilt(request, tmp_path_factory) -> Spoilt:
    has_strays = request.param == "with rows of no document"
    changes = [*SOMEBODY, *NOBODY] if has_strays else SOMEBODY
    frames = copies([*changes, (NOTHING,)]) | of_the_run()
    folder: Path = tmp_path_factory.mktemp("release")
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    found = rules.check(registry.rules(), frames, folder)
    silent = {f"{table.name}_document_id_resolves" for table, key in KEYS if key.field == "document_id"}
    answers = {result.check_id: result for result in found}
    return Spoilt(frames, answers, set() if has_strays else silent)


def together(asked: tuple[Rule, ...], answers: list[list[CheckResult]]) -> dict[str, CheckResult]:
    of_rules = zip(asked, zip(*answers, strict=True), strict=True)
    return {rule.rule_id: rules.together(rule, results) for rule, results in of_rules}


def test_every_rule_finds_something(spoilt):
    silent = {rule_id for rule_id, answer in spoilt.answers.items() if answer.status != "failed"}
    assert silent == spoilt.silent
    assert spoilt.answers["date_exists"].failing > 2 * SAMPLE_ROWS
    assert len(spoilt.answers["date_exists"].sample) == SAMPLE_ROWS


@pytest.mark.parametrize("count", [1, 2, 7])
def test_rules_by_document_answer_part_by_part_as_of_the_whole(spoilt, count):
    asked = registry.rules_by_document()
    found = together(asked, spoilt.asked(asked, spoilt.parts(count)))
    assert found == {rule.rule_id: spoilt.answers[rule.rule_id] for rule in asked}


def test_rules_across_documents_do_not(spoilt):
    asked = registry.rules_across()
    found = together(asked, spoilt.asked(asked, spoilt.parts(3)))
    assert [rule.rule_id for rule in asked if found[rule.rule_id] == spoilt.answers[rule.rule_id]] == []


def test_the_parts_beside_a_part_make_no_difference(spoilt):
    asked = registry.rules_by_document()
    parts = spoilt.parts(3)
    alone = [answer for part in parts for answer in spoilt.asked(asked, [part])]
    assert spoilt.asked(asked, parts[:2]) == alone[:2]
    assert spoilt.asked(asked, parts[::-1]) == alone[::-1]


def test_offences_are_told_in_one_order(spoilt):
    for answer in spoilt.answers.values():
        places = [tuple(row[name] or "" for name in rules.PLACE) for row in answer.sample]
        assert places == sorted(places)
        named = [tuple(each or "" for each in place) for place in answer.named]
        assert named == sorted(named)
        assert len(named) == (answer.failing if answer.severity == "error" else 0)
        assert named[:SAMPLE_ROWS] in ([], places)


def test_a_rule_that_raises_in_a_part_is_an_exception_there_and_of_all(spoilt):
    rule = Rule(
        rule_id="raises",
        severity="info",
        message="It.",
        runbook="Look.",
        sql="SELECT document_id, 'documents' AS table_name, document_id AS row_key, symbol AS found, "
        "CASE WHEN left(document_id, 3) = '001' THEN error('unreadable') END AS expected FROM documents",
    )
    first, second, third = spoilt.asked((rule,), spoilt.parts(3))
    assert [result.status for (result,) in (first, second, third)] == ["failed", "exception", "failed"]
    assert "unreadable" in second[0].detail
    all_of_them = rules.together(rule, [*first, *second, *third])
    assert (all_of_them.status, all_of_them.detail) == ("exception", second[0].detail)


def test_what_was_kept_is_what_was_found(spoilt, tmp_path):
    found = Answers({}, spoilt.asked(registry.rules_by_document(), spoilt.parts(1))[0])
    keep(found, tmp_path / "verdict.json", "one fingerprint")
    assert kept(tmp_path / "verdict.json", "another") is None
    assert kept(tmp_path / "verdict.json", "one fingerprint") == found
