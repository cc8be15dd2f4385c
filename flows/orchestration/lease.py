"""One writer at a time, as a Prefect server that many runs share sees it: a concurrency limit of one slot.

The kernel's lock on the warehouse keeps writers apart and ends with its holder. The limit shows on the server
that somebody writes, and lets an operator hold builds back; its slot outlives a killed holder by a minute. So
the warehouse remembers the lease, and the next to hold the lock gives back a slot whose holder must be dead.
"""

import logging
import platform
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from cronica.flows import settings
from cronica.warehouse.publish.lock import WarehouseBusy
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.exceptions import PrefectHTTPStatusError

LEASE_SECONDS = 60.0  # the shortest Prefect grants
RENEW_SECONDS = 20.0
OUTLIVES_SECONDS = LEASE_SECONDS + 30.0
"""How long a killed run can keep a slot that nobody remembers: its lease, and until the server looks."""
LOOK_AGAIN_SECONDS = 1.0
LOCKED = 423
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
    remembered = root / ".slot"
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, 1)
        with suppress(FileNotFoundError, ValueError):
            client.release_concurrency_slots_with_lease(UUID(remembered.read_text(encoding="ascii")))
        lease = _take(client, name, max(wait, OUTLIVES_SECONDS))
        remembered.write_text(str(lease), encoding="ascii")
        stop = threading.Event()
        renewing = threading.Thread(target=_renew, args=(client, lease, stop), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            stop.set()
            renewing.join()
            client.release_concurrency_slots_with_lease(lease)
            remembered.unlink(missing_ok=True)


def _take(client: SyncPrefectClient, name: str, wait: float) -> UUID:
    end = time.monotonic() + wait
    told = False
    while True:
        try:
            answer = client.increment_concurrency_slots_with_lease([name], 1, "concurrency", LEASE_SECONDS)
            return UUID(answer.json()["lease_id"])
        except PrefectHTTPStatusError as error:
            if error.response.status_code != LOCKED:
                raise
        if time.monotonic() >= end:
            raise WarehouseBusy(
                f"the concurrency limit {name!r} of the Prefect server is taken: wait until it is free "
                f"(--wait SECONDS does), or see who holds it with `prefect gcl inspect`"
            )
        if not told:
            log.info("waiting     for the concurrency limit %r of the Prefect server", name)
            told = True
        time.sleep(LOOK_AGAIN_SECONDS)


def _renew(client: SyncPrefectClient, lease: UUID, stop: threading.Event) -> None:
    while not stop.wait(RENEW_SECONDS):
        try:
            client.renew_concurrency_lease(lease, LEASE_SECONDS)
        except Exception as error:  # the kernel's lock still holds; the server may come back
            log.warning("the concurrency slot of this run could not be renewed: %s", error)
