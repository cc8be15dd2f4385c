"""The process that runs SQL holds by itself, whatever statement it is given."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cronica.warehouse.ask import query
from cronica.warehouse.ask.query import QueryError
from cronica.warehouse.ask.sandbox import Session

ENDLESS = "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range"


def peak(process: int) -> int:
    """Bytes of memory a process has had at most."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def is_there(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_text('/etc/hostname')",
        "FROM glob('/*')",
        "COPY (SELECT 1) TO '{release}/cronica.duckdb' (FORMAT csv, USE_TMP_FILE false)",
        "COPY (SELECT 1) TO '{folder}/new.csv'",
        "ATTACH '{folder}/new.duckdb'",
        "SET enable_external_access = true",
        "CALL enable_logging(storage = 'file', storage_path = '{folder}/log')",
    ],
)
def test_it_reaches_no_file_even_when_the_statement_is_not_looked_at(sql, release, tmp_path):
    with Session() as session, pytest.raises(QueryError):
        session.open(release / "cronica.duckdb")
        session.ours(sql.format(release=release, folder=tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert query.run(release, "SELECT count(*) AS n FROM terms").to_pylist() == [{"n": 2}]


LOCKED_UP = """
import os, socket, sys
from cronica.warehouse.ask import worker
worker._forbid_writing()
for act in (lambda: open(sys.argv[1], "a"), lambda: os.unlink(sys.argv[1]), lambda: os.truncate(sys.argv[1], 0),
            lambda: os.rename(sys.argv[1], sys.argv[1] + "x"), lambda: os.mkdir(sys.argv[1] + "y")):
    try:
        act()
        print("done")
    except PermissionError:
        print("refused")
worker.lock_up()
for act in (lambda: open(sys.argv[1]), lambda: socket.socket(), lambda: os.dup(1)):
    try:
        act()
        print("done")
    except OSError as error:
        print("refused")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is a part of Linux")
def test_the_kernel_refuses_to_open_write_make_rename_and_remove(tmp_path):
    file = tmp_path / "file"
    file.write_text("as it was", encoding="ascii")
    done = subprocess.run(
        [sys.executable, "-c", LOCKED_UP, str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["refused"] * 8
    assert file.read_text(encoding="ascii") == "as it was"
    assert list(tmp_path.iterdir()) == [file]


def test_the_memory_limit_holds_for_one_value(release):
    with Session() as session:
        session.open(release / "cronica.duckdb")
        with pytest.raises(QueryError, match="needs more than the 1GB of memory"):
            session.ask("SELECT repeat('x', 2000000000)").whole()
    with Session() as session:
        session.open(release / "cronica.duckdb")
        assert session.ask("SELECT length(repeat('x', 300000000)) AS n").whole().to_pylist() == [
            {"n": 300000000}
        ]
        assert peak(session._child.pid) < 1_500_000_000


def test_rows_come_while_the_question_goes_on_and_leaving_ends_it(release):
    begun = time.monotonic()
    with Session() as session:
        session.open(release / "cronica.duckdb")
        assert next(session.ask("FROM range(100000000000)").batches).num_rows > 0
        child = session._child.pid
    assert not is_there(child)
    assert time.monotonic() - begun < 20


def test_waiting_for_the_reader_is_not_counted_as_computing(release):
    with query.stream(release, "SELECT range, repeat('x', 1000) FROM range(20000)", time_limit=5) as answer:
        first = next(answer.batches).num_rows
        time.sleep(6)
        assert first + sum(batch.num_rows for batch in answer.batches) == 20000


def test_an_answer_cut_off_is_an_error_and_not_a_short_answer(release):
    with Session() as session:
        session.open(release / "cronica.duckdb")
        answer = session.ask("SELECT range, repeat('x', 1000) FROM range(100000)")
        next(answer.batches)
        os.kill(session._child.pid, signal.SIGKILL)
        with pytest.raises(QueryError):
            answer.whole()


CALLER = f"""
import sys
from pathlib import Path
from cronica.warehouse.ask.sandbox import Session
session = Session()
session.open(Path(sys.argv[1]))
print(session._child.pid, flush=True)
session.ours("{ENDLESS}")
"""


def test_it_ends_with_its_caller(release):
    caller = subprocess.Popen(
        [sys.executable, "-c", CALLER, str(release / "cronica.duckdb")], stdout=subprocess.PIPE, text=True
    )
    with caller:
        child = int(caller.stdout.readline())
        time.sleep(1)
        assert is_there(child)
        caller.kill()
    until = time.monotonic() + 20
    while is_there(child) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_there(child)
