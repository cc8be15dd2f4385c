"""One writer at a time, as a Prefect server that many runs share sees it: a concurrency limit of one slot.

The kernel's lock on the warehouse keeps writers apart and ends with its holder. The limit shows on the server
that somebody writes, and lets an operator hold builds back. A run holds its slot by a lease, which Prefect
renews; the slot of a killed run comes back when its lease ends.
"""

import logging
import platform
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency

from cronica.flows import settings
from cronica.warehouse.publish.lock import WarehouseBusy

LEASE_SECONDS = 60.0  # the shortest Prefect grants
OUTLIVES_SECONDS = LEASE_SECONDS + 30.0
"""How long a killed run can keep its slot: its lease, and until the server looks."""
FORBIDDEN = re.compile("[/%&<>]")
"""What Prefect takes in no name of a limit."""

log = logging.getLogger("cronica")


@contextmanager
def slot(root: Path, wait: float) -> Iterator[None]:
    """Hold the one slot of a warehouse's concurrency limit, which is made when the server has none.

    A run with a server of its own shares it with nobody and needs no slot.

    Args:
        root: folder of the warehouse, whose lock the caller holds.
        wait: seconds to wait for the slot; never less than a killed run can keep it.

    Raises:
        WarehouseBusy: somebody else holds it, and still does after that time.
    """
    if not settings.load().api_url:
        yield
        return
    name = f"cronica {platform.node()} {FORBIDDEN.sub('|', str(root))}"
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, 1)
        if client.read_global_concurrency_limit_by_name(name).active_slots:
            log.info("waiting     for the concurrency limit %r of the Prefect server", name)
    seconds = max(wait, OUTLIVES_SECONDS)
    held = concurrency(
        name,
        timeout_seconds=None if seconds == float("inf") else seconds,
        lease_duration=LEASE_SECONDS,
        strict=True,
        raise_on_lease_renewal_failure=False,  # the kernel's lock still holds; the server may come back
    )
    with ExitStack() as stack:
        try:
            stack.enter_context(held)
        except TimeoutError:
            raise WarehouseBusy(
                f"the concurrency limit {name!r} of the Prefect server is taken: wait until it is free "
                f"(--wait SECONDS does), or see who holds it with `prefect gcl inspect`"
            ) from None
        yield
