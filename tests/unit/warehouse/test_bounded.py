"""A connection takes little memory at first, and more only when it has to."""

import duckdb
import pytest

from cronica.warehouse.store import bounded

NO_TEMPORARY_FILE_HELPS = "SELECT len(list(range)) FROM range(3_000_000)"


@pytest.fixture
def limits():
    """What connections may take, step by step, as far as work has come."""
    seen = []

    def work(connection):
        seen.append(connection.execute("SELECT current_setting('memory_limit')").fetchone()[0])
        return connection.execute(NO_TEMPORARY_FILE_HELPS).fetchone()[0]

    return seen, work


def test_work_that_runs_out_of_memory_is_done_again_with_more(limits, monkeypatch):
    monkeypatch.setattr(bounded, "MEMORY", ("20MB", "1GB", None))
    seen, work = limits
    assert bounded.run(work) == 3_000_000
    assert seen == ["19.0 MiB", "953.6 MiB"]


def test_work_that_takes_more_than_there_is_fails(limits, monkeypatch):
    monkeypatch.setattr(bounded, "MEMORY", ("20MB", "21MB"))
    with pytest.raises(duckdb.OutOfMemoryException):
        bounded.run(limits[1])
    assert len(limits[0]) == 2


def test_what_is_wrong_with_the_work_itself_is_not_tried_again():
    tried = []
    with pytest.raises(duckdb.ParserException):
        bounded.run(lambda connection: (tried.append(1), connection.execute("SELEC 1")))
    assert tried == [1]


def test_a_long_query_prints_no_progress():
    query = "SELECT current_setting('enable_progress_bar')"
    assert bounded.run(lambda connection: connection.execute(query).fetchone()) == (False,)
