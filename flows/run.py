"""Run the flow from Python or the command line, and record it.

Nothing heavy is imported before it is needed. Prefect and the flow are imported while the server of the run
starts.
"""

import errno
import os
import resource
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cronica.flows import settings
from cronica.flows.orchestration.recording import recording

if TYPE_CHECKING:
    from cronica.flows.incremental.plan import Plan
    from cronica.flows.orchestration.summary import RunSummary


def build(
    inputs: Sequence[str | Path] | None,
    warehouse: str | Path | None = None,
    *,
    wait: float = 0.0,
    accept_shrinkage: bool = False,
    retry: bool = False,
    anew: bool = False,
    debug: bool = False,
) -> "RunSummary":
    """Read documents and publish them as one release, in a recorded run of the flow ``build-warehouse``.

    Args:
        inputs: what to read, as ``cronica.flows.sources`` says; None for the bundled documents.
        warehouse: its folder or address; None for the one the environment names.
        wait: seconds to wait while another run is writing to it.
        accept_shrinkage: publish also when the release holds much less than the one in force.
        retry: read again also the documents that could not be read.
        anew: read every document again.
        debug: let Prefect write to the terminal.

    Raises:
        ServerError: the run cannot be recorded.
        Refused: nothing was published: the tables did not pass validation, or no document could be read.
        SettingsError: a variable of the environment has a value that cannot be used.
        WarehouseBusy: another run is writing to this warehouse.
    """
    from cronica.flows import reading
    from cronica.flows.orchestration.summary import RunSummary

    _allow_files()
    given = None if inputs is None else list(inputs)
    root = warehouse_folder(warehouse)
    _require_a_file(given or [], root)
    try:
        with recording(root / ".prefect", wait=wait, meanwhile=_import_the_flow, debug=debug):
            from cronica.flows.build import build_warehouse

            summary = build_warehouse(given, root, wait, accept_shrinkage, retry, anew)
        assert isinstance(summary, RunSummary), "a failed flow raises when it is called"
        return summary
    finally:
        reading.of_this_process().close()


def _allow_files() -> None:
    """Raise the limit on open files as far as this account may.

    Raises:
        OSError: that is too few for a run.
    """
    least, enough = 64, 1024
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < enough:
        soft = enough if hard == resource.RLIM_INFINITY else min(hard, enough)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft < least:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def _require_a_file(inputs: Sequence[str | Path], root: Path) -> None:
    """Answer at once when no input leads to a file, before anything starts or changes.

    Raises:
        NothingToRead: none does; its summary says what each input is.
    """
    from cronica.flows import sources
    from cronica.flows.orchestration.summary import NothingToRead, RunSummary

    if refused := sources.nothing_there(inputs):
        summary = RunSummary(
            release=None,
            folder=root,
            unchanged=False,
            plan="",
            documents=0,
            tables={},
            refused=tuple((each.source_path or "", each.reason_code, each.message) for each in refused),
            issues={},
            stopped_by=("there is no document to read",),
            seconds=0.0,
        )
        raise NothingToRead(summary)


def planned(inputs: Sequence[str | Path] | None, warehouse: str | Path | None = None) -> "Plan":
    """What ``build`` would have to do; nothing is recorded and the warehouse stays as it is.

    Raises:
        RemoteError: the address of the warehouse cannot be used.
    """
    from cronica import seeds
    from cronica.flows import sources
    from cronica.flows.incremental.partitions import INDEX, Partitions
    from cronica.flows.incremental.plan import plan
    from cronica.flows.sources.discover import discover
    from cronica.warehouse.publish.remote import remote

    root = warehouse_folder(warehouse)
    with TemporaryDirectory(prefix="cronica-") as name:
        folder = Path(name)
        if there := remote(root):  # what is here may be old, or nothing
            root = folder / "warehouse"
            there.copy(f"/{INDEX}.parquet", root)
        indexed = [path.parent for path in root.rglob(f"{INDEX}.parquet")] if there else None
        paths, _ = sources.gather(inputs or [seeds.DOCUMENTS], folder / "sources", settings.load().fetching)
        return plan(discover(paths).files, Partitions(root).index(indexed))


def warehouse_folder(warehouse: str | Path | None = None) -> Path:
    """The folder here of a warehouse with this path or address, or of the one the environment names."""
    from cronica.warehouse.publish.remote import folder_of

    chosen = settings.load()
    return folder_of(warehouse or chosen.warehouse, chosen.cache)


def _import_the_flow() -> None:
    from cronica.flows import build  # noqa: F401
