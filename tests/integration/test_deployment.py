"""The deployment in prefect.yaml: run once by a worker, told to who listens, and the one `cronica schedule` makes."""

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


def declared(deployment) -> dict:
    """What a deployment is, without its ids and times."""
    (when,) = deployment.schedules
    names = "description entrypoint parameters job_variables work_pool_name pull_steps path paused concurrency_options"
    told = {name: getattr(deployment, name) for name in names.split()}
    told["pull_steps"] = told["pull_steps"] or []
    return {
        **told,
        "limit": deployment.global_concurrency_limit.limit,
        "schedule": when.schedule,
        "active": when.active,
    }


def test_a_worker_runs_the_deployment_which_is_that_of_cronica_schedule(prefect_api, tmp_path, cronica):
    from prefect.client.orchestration import get_client
    from prefect.deployments import run_deployment

    home = tmp_path / "prefect"
    prefect("work-pool", "create", "cronica", "--type", "process", api=prefect_api, home=home)
    prefect("deploy", "--all", api=prefect_api, home=home)
    parameters = {"inputs": [str(seeds.DOCUMENTS)], "warehouse": str(tmp_path / "w")}
    run = run_deployment("build-warehouse/local", parameters=parameters, timeout=0)
    prefect("worker", "start", "--pool", "cronica", "--run-once", api=prefect_api, home=home)
    with get_client(sync_client=True) as client:
        state = client.read_flow_run(run.id).state
        deployment = client.read_deployment_by_name("build-warehouse/local")
    assert state.is_completed(), state
    assert (tmp_path / "w" / "current" / "cronica.duckdb").exists()
    assert deployment.concurrency_options.collision_strategy == "CANCEL_NEW"
    assert deployment.job_variables["stream_output"] is False
    arguments = ["--cron", "0 6 * * *", "--warehouse", ROOT / "cronica-warehouse"]
    done = cronica(
        "schedule", seeds.DOCUMENTS, *arguments, PREFECT_API_URL=prefect_api, PREFECT_HOME=str(home)
    )
    assert done.returncode == 0, done.stderr
    with get_client(sync_client=True) as client:
        scheduled = client.read_deployment_by_name("build-warehouse/local")
        artifacts = client.read_artifacts()
    assert declared(scheduled) == declared(deployment)
    keys = {each.key for each in artifacts if each.flow_run_id == run.id}
    assert keys >= {"run-summary", "findings", "report", "validation"}
