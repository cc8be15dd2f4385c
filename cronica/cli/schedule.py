"""``cronica schedule``: build on a schedule, on a Prefect server."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from cronica.cli.common import Exit, say, write
from cronica.cli.options import WarehouseOption, warehouse_folder
from cronica.flows import settings

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def schedule(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help="What to read, as for `cronica build`."),
    ] = None,
    cron: Annotated[
        str | None, typer.Option("--cron", metavar="LINE", help='When, as a cron line in UTC: "0 6 * * *".')
    ] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="SPAN", help="How often: 30s, 15m, 6h or 1d.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the deployment; one a warehouse.")] = "local",
    pool: Annotated[str, typer.Option("--pool", help="Work pool; made if it does not exist.")] = "cronica",
    alert: Annotated[
        str | None,
        typer.Option("--alert", metavar="URL", help="Gets a POST with the reason when a run fails or dies."),
    ] = None,
    warehouse: WarehouseOption = None,
    debug: bool = False,
) -> None:
    """Have a Prefect server build the warehouse on a schedule.

    Needs PREFECT_API_URL, the address of a server that runs. Each run reads what is new and publishes it.

    Example: cronica schedule letters/ --cron "0 6 * * *" --warehouse un
    """
    span = _span(every) if every else None
    if (cron is None) == (span is None):
        raise typer.BadParameter("say when with --cron, or how often with --every")
    chosen = settings.load()
    settings.prepare_client(None, debug=debug)
    from cronica.flows.orchestration import schedule as scheduling

    if cron and not scheduling.is_cron(cron):
        raise typer.BadParameter(
            f"{cron!r} is no cron line: give minute, hour, day, month and day of the week, as in '0 6 * * *'"
        )
    if chosen.api_url is None:
        say("a schedule needs a Prefect server: `prefect server start`, then set PREFECT_API_URL")
        raise typer.Exit(Exit.UNAVAILABLE)
    from cronica.flows import sources
    from cronica.flows.build import build_warehouse
    from cronica.flows.orchestration.recording import GivenServer
    from cronica.warehouse.publish.remote import address_of

    GivenServer(chosen.api_url).wait_until_ready()
    done = scheduling.schedule(
        build_warehouse,
        [sources.lasting(given) for given in inputs or []],
        address_of(warehouse or warehouse_folder()),
        name=name,
        cron=cron,
        every=span,
        pool=pool,
        alert=alert,
    )
    write(f"{done.deployment} is scheduled. A worker runs it:\n\n$ {done.worker}")


def _span(text: str) -> timedelta:
    found = re.fullmatch(r"(\d+)([smhd])", text)
    if not found or not int(found[1]):
        raise typer.BadParameter(f"{text!r} is no span of time: write 30s, 15m, 6h or 1d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
