"""Attack a release with SQL: none may write, read outside the release, or run past its limits.

    python -m tests.faults.attack_sql

Every statement is asked twice of a copy of a small release: as a person asks it, where it must be refused or
stopped; and without the check of the statement, so that the process that runs it must hold by itself.
"""

import argparse
import hashlib
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from cronica.warehouse.ask import query
from cronica.warehouse.ask.query import QueryError
from cronica.warehouse.ask.sandbox import Session

SECONDS = 4.0
SLACK = 30.0  # to start, and to end, on a machine that does much else
PEAK = 1_800_000  # kB of the largest process
SECRET = "the-secret-of-another-file"

WRITING = (
    "COPY (SELECT 1) TO '{release}/cronica.duckdb' (FORMAT csv, USE_TMP_FILE false)",
    "COPY (SELECT 1) TO '{release}/cronica.duckdb.wal' (FORMAT csv, USE_TMP_FILE false)",
    "COPY terms TO '{outside}/new.csv'",
    "COPY terms TO '{outside}/new.parquet' (FORMAT parquet)",
    "COPY terms TO '{outside}/folder' (FORMAT parquet, PARTITION_BY (term), OVERWRITE)",
    "COPY terms FROM '{outside}/secret.csv'",
    "COPY FROM DATABASE cronica TO memory",
    "EXPORT DATABASE '{outside}/exported'",
    "IMPORT DATABASE '{outside}'",
    "ATTACH '{outside}/new.duckdb' AS new",
    "ATTACH '{release}/cronica.duckdb' AS again (READ_WRITE)",
    "ATTACH ':memory:' AS aside",
    "CREATE TABLE new AS SELECT 1",
    "CREATE OR REPLACE TEMP VIEW new AS FROM read_text('{outside}/secret.csv')",
    "CREATE MACRO new() AS TABLE FROM read_text('{outside}/secret.csv')",
    "CREATE PERSISTENT SECRET new (TYPE s3)",
    "INSERT INTO terms FROM terms",
    "UPDATE terms SET mentions = 0",
    "DELETE FROM terms",
    "TRUNCATE terms",
    "DROP TABLE terms",
    "ALTER TABLE terms RENAME TO gone",
    "COMMENT ON TABLE terms IS 'x'",
    "CHECKPOINT",
    "FORCE CHECKPOINT",
    "VACUUM ANALYZE",
    "INSTALL httpfs",
    "LOAD '{outside}/secret.csv'",
)
SETTING = (
    "SET memory_limit = '90GB'",
    "SET temp_directory = '{outside}'",
    "RESET lock_configuration",
    "SET VARIABLE a = 1",
    "PRAGMA enable_profiling",
    "PRAGMA database_list",
    "PRAGMA threads = 64",
    "USE memory",
    "CALL enable_logging(storage = 'file', storage_path = '{outside}/log')",
    "CALL pragma_version()",
    "BEGIN TRANSACTION",
    "PREPARE a AS SELECT 1",
    "EXECUTE a",
    "SHOW DATABASES",
    "SHOW VARIABLES",
)
CALLS = (
    "read_blob('{release}/cronica.duckdb')",
    "read_text('{outside}/secret.csv')",
    "read_text('/proc/self/environ')",
    "read_csv('{outside}/secret.csv')",
    "read_csv_auto('{outside}/*.csv')",
    "read_json('{outside}/secret.csv')",
    "read_parquet('{release}/terms.parquet')",
    "parquet_metadata('{release}/terms.parquet')",
    "read_duckdb('{release}/cronica.duckdb')",
    "sniff_csv('{outside}/secret.csv')",
    "glob('{outside}/*')",
    "query('SELECT 42')",
    "query_table('terms')",
    "json_execute_serialized_sql(json_serialize_sql('SELECT 42'))",
    "enable_logging(storage = 'file', storage_path = '{outside}/log')",
    "enable_profiling(save_location = '{outside}/profile')",
    "checkpoint()",
    "force_checkpoint()",
    "truncate_duckdb_logs()",
    "duckdb_databases()",
    "duckdb_settings()",
    "duckdb_secrets()",
    "duckdb_logs()",
    "duckdb_extensions()",
    "duckdb_temporary_files()",
    "pragma_storage_info('terms')",
    "which_secret('s3://x', 's3')",
    "arrow_scan(1, 1, 1)",
    "sqlite_scan('{outside}/secret.csv', 'x')",
)
VALUES = (
    "current_setting('temp_directory')",
    "getvariable('a')",
    "write_log('x')",
    "sleep_ms(1)",
    "pg_sleep(1)",
    "nextval('a')",
    "setseed(0.5)",
    "getenv('HOME')",
    "json_serialize_plan('SELECT 1')",
    "current_query()",
)
NAMES = (
    "'{outside}/secret.csv'",
    '"{outside}/secret.csv"',
    "'secret.csv'",
    "'{release}/terms.parquet'",
    "'https://127.0.0.1:9/x.csv'",
    "'s3://bucket/x.parquet'",
    "duckdb_databases",
    "duckdb_settings",
    "pragma_database_list",
    "system.main.duckdb_secrets",
    "memory.main.terms",
)
GREEDY = (
    "SELECT repeat('x', 2000000000)",
    "SELECT string_agg(repeat('x', 100_000), '') FROM range(30_000)",
    "SELECT list(range) FROM range(1_000_000_000)",
    "SELECT count(*) FROM range(10_000_000_000) a, range(1000) b WHERE a.range % 7 = b.range",
    "WITH RECURSIVE t AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM t) SELECT max(a) FROM t",
    "FROM range(100_000_000_000)",
    "SELECT repeat('x', 10_000_000) FROM range(1_000_000)",
    "EXPLAIN ANALYZE SELECT count(*) FROM range(10_000_000_000) a, range(1000) b WHERE a.range % 7 = b.range",
    "SELECT levenshtein(repeat('a', 200_000), repeat('b', 200_000))",
    "SELECT lpad('', 2_000_000_000, 'x')",
)

# How a text is made to look like another: {} is a statement, or the call of a function.
STATEMENT = (
    "/* explain SELECT 1; -- */ EXPLAIN ANALYZE {}",
    "EXPLAIN {}",
    "eXpLaIn /* /* */ SELECT 1 */ (ANALYZE, FORMAT json) {}",
    "-- SELECT 1\n{}",
    "/* SELECT /* nested */ 1 */ {} -- SELECT 1",
    "SELECT 1; {}",
    "{}; SELECT 1",
    ";;{};",
)
CALL = (
    "FROM {}",
    "SELECT * FROM {} AS a, terms",
    "EXPLAIN ANALYZE FROM {}",
    "WITH a AS (FROM {}) FROM a",
    "SELECT (SELECT count(*) FROM {})",
    "FROM terms WHERE EXISTS (FROM {})",
    "DESCRIBE FROM {}",
    "SUMMARIZE FROM {}",
    "SELECT 1 UNION ALL BY NAME (FROM {})",
    "PIVOT (FROM {}) ON 1 USING count(*)",
    "FROM terms, LATERAL (FROM {})",
    "SELECT [(SELECT 1 FROM {}) FOR x IN [1]]",
)
VALUE = (
    "SELECT {}",
    "SELECT 1 FROM terms ORDER BY {}",
    "SELECT count(*) FILTER (WHERE {} IS NULL) FROM terms",
    "SELECT list_transform([1], lambda x: {})",
    "PIVOT (SELECT term, {} AS a FROM terms) ON a USING count(*)",
    "SELECT CASE WHEN true THEN {'a': {}} END",
)
SPELLED = (
    lambda call: call,
    lambda call: call.replace("(", "/*/**/*/(", 1),
    lambda call: call.replace("(", " -- '\n (", 1),
    lambda call: '"' + call.replace("(", '"(', 1),
    lambda call: call.upper() if "{" not in call else "system.main." + call,
    lambda call: 'system."main".' + call,
)


def statements() -> list[str]:
    """250 attacks: each act on its own, then those made by combining; always the same."""
    alone = [*WRITING, *SETTING, *GREEDY, *(f"FROM {name}" for name in NAMES)]
    alone += [f"FROM {call}" for call in CALLS] + [f"SELECT {value}" for value in VALUES]
    made = dict.fromkeys(alone)
    combined = _combined()
    while len(made) < 250:
        made[next(combined)] = None
    return list(made)


def _combined() -> Iterator[str]:
    """Acts in disguise: each kind of act steps through its patterns and spellings, in steps that differ."""
    kinds = ((STATEMENT, (*WRITING, *SETTING)), (CALL, (*CALLS, *NAMES)), (VALUE, VALUES))
    for turn in count():
        for patterns, acts in kinds:
            act = acts[turn * 7 % len(acts)]
            if acts[0] not in WRITING and "(" in act:
                act = SPELLED[turn % len(SPELLED)](act)
            yield patterns[turn % len(patterns)].replace("{}", act)


@dataclass(slots=True)
class Outcome:
    """What a series came to.

    Attributes:
        counts: of the statements that were refused, stopped, and answered, in both ways of asking.
        faults: a line each.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def attack(release: Path, outside: Path, attacks: list[str]) -> Outcome:
    """Ask all, and compare the release and the folder outside before and after each."""
    outcome = Outcome()
    (outside / "secret.csv").write_text(f"a\n{SECRET}\n", encoding="ascii")
    before = _state(release), _state(outside)
    for pattern in attacks:
        sql = pattern.replace("{release}", str(release)).replace("{outside}", str(outside))
        for checked in (True, False):
            begun = time.monotonic()
            answer = _ask(release, sql, checked)
            way = "as a person" if checked else "unchecked"
            outcome.counts[f"{way}: {answer.partition(':')[0]}"] += 1
            faults = {
                "was answered": checked and answer.startswith("answered"),
                "was told what lies outside": SECRET in answer.replace(sql, ""),
                "took too long": time.monotonic() - begun > SECONDS + SLACK,
                "changed a file": (_state(release), _state(outside)) != before,
            }
            outcome.faults += [
                f"{way} {what}: {sql!r} {answer[:200]}" for what, is_so in faults.items() if is_so
            ]
    if (peak := resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) > PEAK:
        outcome.faults.append(f"a process took {peak // 1000} MB")
    return outcome


def _ask(release: Path, sql: str, checked: bool) -> str:
    try:
        if checked:
            answer = query.run(release, sql, time_limit=SECONDS)
        else:
            with Session() as session:
                session.open(release / "cronica.duckdb")
                answer = session.ours(sql, time_limit=SECONDS)
        return f"answered: {answer.slice(0, 100).to_pylist()}"
    except QueryError as error:
        ends = ("stopped after", "needs more than", "the answer is larger", "DuckDB broke down")
        return f"{'stopped' if str(error).startswith(ends) else 'refused'}: {error}"


def _state(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


def main() -> int:
    """Attack a small release and print the counts."""
    from tests.small_warehouse import DATASET, stage_release

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every so many of them")
    attacks = statements()[:: parser.parse_args().every]
    with TemporaryDirectory(prefix="attack-") as aside:
        release, outside = Path(aside, "release"), Path(aside, "outside")
        release.mkdir()
        outside.mkdir()
        stage_release(release, DATASET)
        outcome = attack(release, outside, attacks)
    print(f"{len(attacks)} statements, {len(outcome.faults)} faults")
    for what, number in sorted(outcome.counts.items()):
        print(f"{what}: {number}")
    print(*outcome.faults, sep="\n")
    return bool(outcome.faults)


if __name__ == "__main__":
    sys.exit(main())
