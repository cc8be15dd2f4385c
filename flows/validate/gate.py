"""The gate: which failures stop publishing, which rows are refused, what is only noted.

* A check or rule that could not run stops publishing, whatever its severity.
* A failing ``warning`` or ``info`` is noted and never blocks.
* A failing ``error`` stops publishing when more than single rows are at fault: the shape of a table, a key or
  a reference to one, a share of rows, any row of a table that facts stand on.
* What is left are bad rows of a document. They are refused: a fact read from it goes alone, entered whole in
  ``quarantine``; a fault in its own row or in its paragraphs takes the whole document. When more than
  ``REFUSED_ROWS`` rows of a table and more than ``REFUSED_SHARE`` of it would go, or more than one document
  and that share of all, more than those rows is at fault, and publishing stops instead.
* Rules across tables are asked of the rows to be published: those that tell of each document by itself piece
  by piece, those across documents of all pieces. The rows an ``error`` names are refused likewise; then all
  rules are asked again of all that is left.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from cronica.flows.assemble.draft import Rows
from cronica.flows.validate import quarantine, refusal, rules, suite
from cronica.flows.validate.examine import Answers, together
from cronica.flows.validate.verdict import CheckResult, Effect, Verdict
from cronica.schemas import registry, render
from cronica.schemas.expectations import expectations
from cronica.schemas.keys import foreign_key_rules
from cronica.schemas.model import Table
from cronica.warehouse.store.write import TableWriter, read_table, write_table

REFUSED_SHARE = 0.01
REFUSED_ROWS = 5


def validate(
    pieces: Sequence[Any],
    answers: Iterable[Answers],
    rows: Rows,
    height: Callable[[Any, str], int],
    whole: Mapping[str, pl.DataFrame],
    drafted: Collection[str],
    ruled: Callable[[], Sequence[CheckResult]],
    staged: Path,
) -> Verdict:
    """Decide about every table of the contract, and write what may be published.

    Args:
        pieces: the documents in pieces, in the order of the contract.
        answers: those of ``examine`` for each piece, one after another.
        rows: the rows of a piece in a table.
        height: how many they are.
        whole: the tables that are not in pieces.
        drafted: the tables that are there as they are published if no row is refused.
        ruled: waits for the results of the rules across documents on these, which hold if none is written
            anew.
        staged: folder to have every table in, without the refused rows.
    """
    results: list[CheckResult] = []
    of_documents: list[CheckResult] = []
    refused = [pl.DataFrame(schema=render.polars_schema(registry.table("quarantine")))]
    published: dict[str, int] = {}
    rewritten = False
    in_pieces = [table for table in registry.tables() if table.name not in whole]
    heights = {table.name: [height(piece, table.name) for piece in pieces] for table in in_pieces}
    of_pieces = together(in_pieces, answers, heights)
    for table in registry.tables():
        if table.name in whole:
            frame = whole[table.name]
            found = suite.check(table.name, frame, expectations(table), table.primary_key)
            published[table.name] = frame.height
        else:
            found = of_pieces.expectations[table.name]
            published[table.name] = sum(heights[table.name])
        found = _judged(table, found)
        takes_document = table.name in refusal.WHOLE_DOCUMENT
        if takes_document:
            found = [_naming(result, table, pieces, rows, published) for result in found]
        else:
            found = _bounded(found, published[table.name])
        results += found
        bad = [result for result in found if result.effect == "refused"]
        of_documents += bad if takes_document else []
        gains = table.name == "quarantine" and any(entries.height for entries in refused)
        if table.name in drafted and not bad and not gains:
            continue
        rewritten = True
        is_sound = not any(each.effect == "stops" for each in found) and not (takes_document and bad)
        with TableWriter(table, staged / f"{table.name}.parquet", to_publish=is_sound) as writer:
            if table.name == "quarantine":
                writer.append(pl.concat([whole[table.name], *refused], how="diagonal_relaxed"))
            elif table.name in whole:
                writer.append(whole[table.name])
            else:
                alone = [] if takes_document else bad
                for kept in _sifted(table, pieces, heights[table.name], alone, rows, refused):
                    writer.append(kept)
        published[table.name] = writer.rows
    known = [] if rewritten else _in_order([*of_pieces.rules, *ruled()])
    checked, more = _ruled(published, pl.concat(refused), of_documents, known, staged)
    results += checked
    stopped_by = tuple(result.why for result in results if result.effect == "stops")
    return Verdict(
        not stopped_by,
        results,
        published,
        pl.concat([*refused, more]),
        stopped_by,
        rewritten=rewritten or not more.is_empty(),
    )


def _in_order(results: Sequence[CheckResult]) -> list[CheckResult]:
    """The results of all rules, in the order of the contract."""
    found = {result.check_id: result for result in results}
    return [found[rule.rule_id] for rule in registry.rules()]


def _ruled(
    published: dict[str, int],
    refused: pl.DataFrame,
    of_documents: Sequence[CheckResult],
    known: Sequence[CheckResult],
    staged: Path,
) -> tuple[list[CheckResult], pl.DataFrame]:
    """The results of all rules, and as rows of ``quarantine`` what leaves the tables.

    Args:
        published: rows of each table; those that leave are taken off.
        refused: what the expectations refused: what refers to it loses the reference.
        of_documents: the results of expectations for which whole documents have yet to leave.
        known: the results of all rules on the tables as they are, if they are known.
        staged: folder with all tables.
    """
    gone: dict[str, set[str]] = {}
    for name, key in refused.select("table_name", "row_key").rows():
        gone.setdefault(name, set()).add(key)
    entered = [refused.clear()]
    if gone or of_documents:
        entered.append(_take_out(of_documents, gone, published, staged))
    settled: dict[str, CheckResult] = {}
    while True:
        found = known or rules.check(registry.rules(), published, staged)
        results = [settled.get(result.check_id, result) for result in _with_effect(found, published)]
        known = []
        bad = [each for each in results if each.effect == "refused" and each.check_id not in settled]
        if any(each.effect == "stops" for each in results):  # nothing will be published: take nothing out
            stopped = [replace(each, effect="stops") if each in bad else each for each in results]
            return stopped, pl.concat(entered)
        if not bad:
            return results, pl.concat(entered)
        settled |= {result.check_id: result for result in bad}
        entered.append(_take_out(bad, gone, published, staged))


def _take_out(
    bad: Sequence[CheckResult], gone: dict[str, set[str]], published: dict[str, int], staged: Path
) -> pl.DataFrame:
    """Have the rows that the results name leave their tables, and enter them in ``quarantine``."""
    faults = refusal.rows_at_fault(bad)
    entries = refusal.take_out(faults, gone, staged)
    for name, keys in faults.items():
        gone.setdefault(name, set()).update(keys)
    path = staged / "quarantine.parquet"
    write_table(pl.concat([read_table(path), entries]), registry.table("quarantine"), path)
    for name in published:
        published[name] = pq.read_metadata(staged / f"{name}.parquet").num_rows
    return entries


def _with_effect(found: Sequence[CheckResult], published: Mapping[str, int]) -> Iterator[CheckResult]:
    keys = {rule.rule_id for rule in foreign_key_rules(registry.tables())}
    for result in found:
        few = result.check_id not in keys and _are_few(result, published)
        yield replace(result, effect=_effect(replace(result, row_by_row=True), can_refuse=few))


def _are_few(result: CheckResult, published: Mapping[str, int]) -> bool:
    """Whether the rows a rule names can be refused: facts or documents, and not too many of them."""
    if not all(
        document and (table in refusal.WHOLE_DOCUMENT or refusal.is_fact(registry.table(table)))
        for document, table, _ in result.named
    ):
        return False
    rows = {table: len(keys) for table, keys in refusal.rows_at_fault([result]).items()}
    documents, all_of_them = rows.pop("documents", 0), published["documents"]
    if documents == all_of_them or documents > max(1, REFUSED_SHARE * all_of_them):
        return False
    return all(count <= max(REFUSED_ROWS, REFUSED_SHARE * published[table]) for table, count in rows.items())


def _sifted(
    table: Table,
    pieces: Sequence[Any],
    heights: Sequence[int],
    bad: Sequence[CheckResult],
    rows: Rows,
    refused: list[pl.DataFrame],
) -> Iterator[pl.DataFrame]:
    """Piece by piece the rows that stay; those that do not go to ``refused`` as rows of ``quarantine``."""
    start = 0
    for piece, height in zip(pieces, heights, strict=True):
        here = [
            replace(
                result, positions=tuple(at - start for at in result.positions if 0 <= at - start < height)
            )
            for result in bad
        ]
        kept = rows(piece, table.name)
        if any(result.positions for result in here):
            kept, entries = quarantine.refuse(table, kept, here, rows(piece, "documents"))
            refused.append(entries)
        yield kept
        start += height


def _judged(table: Table, found: Sequence[CheckResult]) -> list[CheckResult]:
    """The results with what is made of them."""
    keys = {*table.primary_key, *(key.field for key in table.foreign_keys)}
    of_document = table.name in refusal.WHOLE_DOCUMENT or refusal.is_fact(table)
    return [
        replace(result, effect=_effect(result, can_refuse=of_document and not keys & set(result.columns)))
        for result in found
    ]


def _naming(
    result: CheckResult, table: Table, pieces: Sequence[Any], rows: Rows, published: Mapping[str, int]
) -> CheckResult:
    """The result with the documents to refuse for it, or as one that stops when they are too many."""
    if result.effect != "refused":
        return result
    documents = pl.concat(rows(piece, table.name)["document_id"] for piece in pieces)
    of_rows = documents[list(result.positions)].unique(maintain_order=True)
    result = replace(result, named=tuple((document, table.name, document) for document in of_rows))
    return result if _are_few(result, published) else replace(result, effect="stops")


def _effect(result: CheckResult, can_refuse: bool = False) -> Effect:
    if result.passed:
        return "none"
    if result.status == "exception":
        return "stops"
    if result.severity != "error":
        return "noted"
    return "refused" if can_refuse and result.row_by_row else "stops"


def _bounded(found: Sequence[CheckResult], height: int) -> list[CheckResult]:
    """The results, refusing no rows if too many would be refused."""
    rows = {position for result in found if result.effect == "refused" for position in result.positions}
    if len(rows) <= max(REFUSED_ROWS, REFUSED_SHARE * height):
        return list(found)
    return [replace(result, effect="stops") if result.effect == "refused" else result for result in found]
