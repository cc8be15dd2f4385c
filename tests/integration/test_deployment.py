"""The deployment in prefect.yaml, deployed and run once by a worker."""

import os
import subprocess
import sys
from pathlib import Path

from cronica import seeds

ROOT = Path(__file__).parents[2]


def prefect(*arguments: str, api: str, home: Path) -> None:
    """One command of Prefect, in the project's folder, against the server of the tests."""
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "PREFECT_API_URL": api,
            "PREFECT_HOME": str(home),
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        },
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_worker_runs_the_deployment(prefect_api, tmp_path):
    from prefect.client.orchestration import get_client
    from prefect.deployments import run_deployment

    home = tmp_path / "prefect"
    prefect("work-pool", "create", "local", "--type", "process", api=prefect_api, home=home)
    prefect(
        "deploy", "--prefect-file", "flows/orchestration/prefect.yaml", "--all", api=prefect_api, home=home
    )
    parameters = {"inputs": [str(seeds.DOCUMENTS)], "warehouse": str(tmp_path / "w")}
    run = run_deployment("build-warehouse/local", parameters=parameters, timeout=0)
    prefect("worker", "start", "--pool", "local", "--run-once", api=prefect_api, home=home)
    with get_client(sync_client=True) as client:
        state = client.read_flow_run(run.id).state
        deployment = client.read_deployment_by_name("build-warehouse/local")
    assert state.is_completed(), state
    assert (tmp_path / "w" / "current" / "cronica.duckdb").exists()
    assert deployment.concurrency_options.collision_strategy == "CANCEL_NEW"
    assert deployment.job_variables["stream_output"] is False
