"""Where the tasks of a run work: threads here, a Dask cluster on this machine, or one that is there already.

A task only drives a reader process and waits for it (``flows.reading``), so threads are all that one machine
needs. The workers of a cluster need this version of the package, the documents and the warehouse at the same
paths, and a Prefect server they all reach.
"""

from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from cronica.flows import settings


def task_runner() -> TaskRunner[Any]:
    """The runner ``CRONICA_RUNNER`` asks for.

    Raises:
        SettingsError: it asks for Dask, which is not installed, or for workers elsewhere, which could not
            report to a server of this run's own.
    """
    chosen = settings.load()
    if not chosen.runner:
        return ThreadPoolTaskRunner(max_workers=chosen.processors)
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError:
        raise settings.SettingsError(
            'CRONICA_RUNNER asks for Dask, which is not installed: pip install "cronica[dask]"'
        ) from None
    if chosen.runner == settings.LOCAL_DASK:
        own = {"n_workers": chosen.processors, "threads_per_worker": 1, "dashboard_address": None}
        cluster: TaskRunner[Any] = DaskTaskRunner(cluster_kwargs=own)
        return cluster
    if not chosen.api_url and not chosen.runner.startswith(("dask://localhost:", "dask://127.")):
        raise settings.SettingsError(
            f"CRONICA_RUNNER is {chosen.runner}: set PREFECT_API_URL to a Prefect server its workers reach"
        )
    elsewhere: TaskRunner[Any] = DaskTaskRunner(address=chosen.runner.replace("dask://", "tcp://"))
    return elsewhere
