"""The concurrency limit of a Prefect server that runs share."""

import pytest
from prefect.client.orchestration import get_client

from cronica.flows.orchestration import lease
from cronica.warehouse.publish.lock import WarehouseBusy


@pytest.fixture
def shared(prefect_api, monkeypatch):
    """A server that runs share, where a slot that is taken is hardly waited for."""
    monkeypatch.setenv("PREFECT_API_URL", prefect_api)
    monkeypatch.setattr(lease, "OUTLIVES_SECONDS", 1.0)
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
        with pytest.raises(WarehouseBusy, match=r"concurrency limit .+ is taken"), lease.slot(tmp_path, 0):
            pass
    assert taken(tmp_path) == [(1, 0)]
    assert list(tmp_path.iterdir()) == []


def test_a_timeout_of_the_run_itself_is_not_taken_for_a_busy_warehouse(shared, tmp_path):
    with pytest.raises(TimeoutError, match="of the run"), lease.slot(tmp_path, 0):
        raise TimeoutError("of the run")


def test_a_run_with_a_server_of_its_own_needs_none(prefect_api, tmp_path):
    with lease.slot(tmp_path, 0):
        assert taken(tmp_path) == []
