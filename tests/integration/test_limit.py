"""The concurrency limit of a Prefect server that runs share."""

import os
import signal
import subprocess
import sys

import pytest
from cronica.flows.orchestration import lease
from cronica.warehouse.publish.lock import WarehouseBusy
from prefect.client.orchestration import get_client

HOLDER = """
import os, signal, sys
from pathlib import Path
from cronica.flows.orchestration import lease as limit

with lease.slot(Path(sys.argv[1]), 0):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def shared(prefect_api, monkeypatch):
    """A server that runs share, where a slot that is taken is not waited for."""
    monkeypatch.setenv("PREFECT_API_URL", prefect_api)
    monkeypatch.setattr(lease, "OUTLIVES_SECONDS", 0.0)
    return prefect_api


def taken(root) -> list[tuple[int, int]]:
    with get_client(sync_client=True) as client:
        limits = client.read_global_concurrency_limits(limit=100, offset=0)
    return [
        (each.limit, each.active_slots) for each in limits if each.name.endswith(str(root).replace("/", "|"))
    ]


def test_the_limit_is_made_taken_and_given_back(shared, tmp_path):
    with lease.slot(tmp_path, 0):
        assert taken(tmp_path) == [(1, 1)]
        held = (tmp_path / ".slot").read_text()
        (tmp_path / ".slot").unlink()  # as another machine that shares the server sees it
        with pytest.raises(WarehouseBusy, match="concurrency limit"), lease.slot(tmp_path, 0):
            pass
        assert len(held) == 36
    assert taken(tmp_path) == [(1, 0)]
    assert list(tmp_path.iterdir()) == []


def test_a_killed_holder_blocks_nobody(shared, tmp_path):
    killed = subprocess.run([sys.executable, "-c", HOLDER, tmp_path], env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL
    assert taken(tmp_path) == [(1, 1)]
    with lease.slot(tmp_path, 0):
        assert taken(tmp_path) == [(1, 1)]
    assert taken(tmp_path) == [(1, 0)]


def test_a_run_with_a_server_of_its_own_needs_none(prefect_api, tmp_path):
    with lease.slot(tmp_path, 0):
        assert taken(tmp_path) == []
