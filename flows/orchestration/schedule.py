"""Building on a schedule: a deployment on a Prefect server, and what happens there when a run fails or dies.

The deployment is the one of ``prefect.yaml``; here it gets its documents, its warehouse and its times.
A worker imports the installed package, so nothing has to be copied to it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from prefect import Flow
from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, StateType
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.events.actions import CallWebhook, ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import ObjectAlreadyExists
from prefect.schedules import Cron, Interval
from prefect.types.entrypoint import EntrypointType
from pydantic import SecretStr

DECLARED = Path(__file__).with_name("prefect.yaml")
SILENCE = timedelta(seconds=75)
"""How long a run may give no sign of life: two of its heartbeats, and some."""
ENDS = ("Completed", "Failed", "Cancelled", "Crashed")
ALERT = """{
  "text": {{ (deployment.name ~ " " ~ flow_run.state.name ~ ": " ~ flow_run.state.message) | tojson }},
  "deployment": {{ deployment.name | tojson }},
  "flow_run": {{ flow_run.name | tojson }},
  "state": {{ flow_run.state.name | tojson }},
  "message": {{ flow_run.state.message | tojson }},
  "page": {{ flow_run | ui_url | tojson }}
}"""
"""What an alert sends, a template of Prefect's; ``text`` is what chats show."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What now stands on the server.

    Attributes:
        deployment: its name, ``build-warehouse/<name>``.
        worker: the command that starts a worker for it.
    """

    deployment: str
    worker: str


def schedule(
    flow: Flow[..., Any],
    inputs: Sequence[str],
    warehouse: str,
    *,
    name: str,
    cron: str | None = None,
    every: timedelta | None = None,
    pool: str,
    alert: str | None = None,
) -> Scheduled:
    """Deploy the flow on the server ``PREFECT_API_URL`` names; a deployment of this name is replaced.

    Args:
        flow: ``build_warehouse``.
        inputs: what to read, as for ``cronica build``, with absolute paths; none for the bundled documents.
        warehouse: the full path of its folder, or its address.
        name: of the deployment; one a warehouse.
        cron: when to run, as a cron line in UTC; or
        every: how often to run.
        pool: work pool of type ``process``; made when it does not exist.
        alert: address that gets a POST with the run and the reason when a run fails or dies; None for none.

    Raises:
        ValueError: the cron line cannot be read.
    """
    declared: dict[str, Any] = yaml.safe_load(DECLARED.read_text(encoding="utf-8"))["deployments"][0]
    when = Interval(every) if every else Cron(cron or "", timezone="UTC")
    with get_client(sync_client=True) as client:
        _have_pool(client, pool)
        deployment = flow.to_deployment(
            name,
            schedule=when,
            description=declared["description"],
            parameters={"inputs": list(inputs) or None, "warehouse": warehouse},
            concurrency_limit=ConcurrencyLimitConfig(**declared["concurrency_limit"]),
            work_pool_name=pool,
            job_variables=declared["work_pool"]["job_variables"],
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        assert isinstance(deployment, RunnerDeployment)
        deployment_id = deployment.apply()
        assert isinstance(deployment_id, UUID)
    _replace(_end_dead_runs(flow.name))
    alerting = f"cronica: alert for {name}"
    if alert:
        hook = Webhook(url=SecretStr(alert))
        hook.save(f"cronica-alert-{_slug(name)}", overwrite=True)
        _replace(_alert(alerting, deployment_id, hook))
    elif before := _standing(alerting):
        before.delete()
    prefect = Path(sys.executable).with_name("prefect")
    return Scheduled(f"{flow.name}/{name}", f"{prefect} worker start --pool {pool} --type process")


def is_cron(line: str) -> bool:
    """Whether Prefect can read a cron line."""
    try:
        CronSchedule(cron=line)
    except ValueError:
        return False
    return True


def _have_pool(client: SyncPrefectClient, pool: str) -> None:
    try:
        client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
    except ObjectAlreadyExists:
        return


def _end_dead_runs(flow: str) -> Automation:
    """A run whose process died says nothing: after a while without a sign of life it is marked as crashed."""
    beat = "prefect.flow-run.heartbeat"
    return Automation(
        name="cronica: a dead run does not stay Running",
        trigger=EventTrigger(
            after={beat},
            expect={beat, *(f"prefect.flow-run.{end}" for end in ENDS)},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            match_related=ResourceSpecification(  # runs of other flows may breathe more slowly
                {"prefect.resource.role": ["flow"], "prefect.resource.name": [flow]}
            ),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[
            ChangeFlowRunState(
                name=None, state=StateType.CRASHED, message="its process gives no sign of life", force=False
            )
        ],
    )


def _alert(name: str, deployment_id: UUID, hook: Webhook) -> Automation:
    """A run of the deployment that failed or crashed is told to whoever listens."""
    assert hook._block_document_id, "it has been saved"
    return Automation(
        name=name,
        trigger=EventTrigger(
            expect={"prefect.flow-run.Failed", "prefect.flow-run.Crashed"},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            match_related=ResourceSpecification(
                {
                    "prefect.resource.role": ["deployment"],
                    "prefect.resource.id": [f"prefect.deployment.{deployment_id}"],
                }
            ),
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[CallWebhook(block_document_id=hook._block_document_id, payload=ALERT)],
    )


def _replace(automation: Automation) -> None:
    """Create an automation, or put it in the place of the one of its name."""
    if before := _standing(automation.name):
        automation.id = before.id
        automation.update()
    else:
        automation.create()


def _standing(name: str) -> Automation | None:
    """The automation of this name, if there is one."""
    try:
        found = Automation.read(name=name)
    except ValueError:
        return None
    assert isinstance(found, Automation)
    return found


def _slug(name: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in name.lower())
