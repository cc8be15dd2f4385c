"""What a scheduled run tells the server before anything else, so that alerts come at once.

A Prefect server weighs the events of a run in their order: the event of a state names the state before
it, and waits up to fifteen minutes for that one's event. Its scheduler makes the first state of a run
without an event, so a run that begins within five minutes of being made is weighed a quarter of an hour
late: the news that it failed comes as late, and a run that ended in order is taken for dead. Here the
run itself sends the event that is missing.
"""

from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.events import emit_event


def tell(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Send the event of the first state of a run that a schedule made; a hook for the state Running."""
    if not flow_run.auto_scheduled:
        return
    with get_client(sync_client=True) as client:
        first = min(client.read_flow_run_states(flow_run.id), key=lambda each: each.timestamp)
    emit_event(
        "cronica.run-scheduled",
        {"prefect.resource.id": f"prefect.flow-run.{flow_run.id}", "prefect.resource.name": flow_run.name},
        occurred=first.timestamp,
        id=first.id,  # the event of a state bears its id
    )
