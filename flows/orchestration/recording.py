"""Record runs with the Prefect server ``PREFECT_API_URL`` names, or with one of their own.

Starting Prefect takes longer than building a small warehouse. So that a person waits least:

* the server is a child process, started before anything heavy is imported here, on a socket that listens
  already, so nobody polls; ``meanwhile``, the caller imports what it needs;
* no process collects garbage while it imports;
* its database stays with the warehouse, and a copy of the empty, migrated one in the cache folder, so that
  only the first run on a machine waits for Prefect's migrations.

The server is real: runs, task runs, logs and artifacts stand in ``<home>/prefect.db``, and
``PREFECT_HOME=<home> prefect server start`` shows them in Prefect's own pages.
"""

import errno
import gc
import logging
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from cronica.flows import settings
from cronica.schemas.errors import CronicaError
from cronica.warehouse.store import kept
from cronica.warehouse.store.disk import remove

SERVER = Path(__file__).with_name("server.py")
DATABASE = "prefect.db"
ENDED = "ended.json"
"""Note of a run that ended: the sums of the database it left."""
STOP_SECONDS = 20.0
REPLACEMENTS = 3
"""How often a server that dies is replaced."""
ROOM = 4 * 1024**2
"""Bytes the server's database may need to go on."""

log = logging.getLogger("cronica")


class ServerError(CronicaError):
    """The run cannot be recorded; the message is one line that says what to do."""


@contextmanager
def recording(
    home: Path,
    *,
    wait: float = 0.0,
    meanwhile: Callable[[], None] | None = None,
    debug: bool = False,
) -> Iterator[str]:
    """Prefect runs made inside are recorded; at the end all of each is on disk.

    Args:
        home: folder for the database and log of the server, when the run needs one of its own.
        wait: seconds to wait for another run that uses this folder.
        meanwhile: work to do while the server starts.
        debug: let Prefect write to the terminal.

    Yields:
        The address of the API.

    Raises:
        ServerError: the server does not answer.
        WarehouseBusy: another run is using this folder.
    """
    api_url = settings.load().api_url
    own_or_given = GivenServer(api_url) if api_url else OwnServer(home, wait)
    with _no_garbage_collection() as collect_again, own_or_given as server:
        settings.prepare_client(server.home, debug=debug)
        if meanwhile:
            meanwhile()
        from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        server.wait_until_ready()
        changes: dict[Any, Any] = {PREFECT_API_URL: server.api_url}
        if server.home:  # nobody waits for signs of life of this process, and they take a second to stop
            changes[PREFECT_FLOWS_HEARTBEAT_FREQUENCY] = None
        with temporary_settings(changes):
            collect_again()
            if server.home:
                _mark_dead_runs()
            said_before, logging.raiseExceptions = logging.raiseExceptions, debug
            try:
                yield server.api_url
            finally:
                _send_what_is_left()
                logging.raiseExceptions = said_before  # a log that was not kept is no news for the terminal


class GivenServer:
    """A Prefect server somebody else runs."""

    home = None

    def __init__(self, api_url: str) -> None:
        self.api_url = api_url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait_until_ready(self) -> None:
        """Ask it once.

        Raises:
            ServerError: it does not answer.
        """
        try:
            urllib.request.urlopen(f"{self.api_url}/health", timeout=10).close()
        except (OSError, ValueError) as error:
            raise ServerError(
                f"PREFECT_API_URL is {self.api_url}, and no Prefect server answers there ({error}): "
                "start it, or unset the variable and the run brings its own"
            ) from None


class OwnServer:
    """A Prefect server that is a child of this process and ends with it, however it ends."""

    def __init__(self, home: Path, wait: float) -> None:
        self.home = home.resolve()
        self.wait = wait
        self._ending = threading.Lock()
        self._is_over = False
        self.log = self.home / "server.log"
        self.database = self.home / DATABASE
        self.template = settings.load().cache / f"prefect-{version('prefect')}"

    def __enter__(self) -> Self:
        from cronica.warehouse.publish import lock

        self.home.mkdir(parents=True, exist_ok=True)
        self._lock = ExitStack()
        self._lock.enter_context(lock.held(self.home / ".lock", wait=self.wait))
        if not is_sound(self.home):
            self._set_aside()
        remove(self.home / ENDED)  # from here on it changes
        if not self.database.exists() and kept.is_at_hand(self.template):
            _copy_whole(self.template / DATABASE, self.database)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.api_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/api"
        self.log.unlink(missing_ok=True)
        self._start()
        return self

    def _set_aside(self) -> None:
        aside = self.home / "damaged"
        remove(aside)
        aside.mkdir()
        for path in self.home.glob(f"{DATABASE}*"):
            path.rename(aside / path.name)
        log.warning("the history of runs is damaged: it is now in %s, and a new one begins", aside)

    def _start(self) -> None:
        with self.log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(SERVER), str(self._listener.fileno())],
                env=settings.server_environment(self.home),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                pass_fds=[self._listener.fileno()],
                start_new_session=True,  # Ctrl-C is for the run, which then tells the server how it ended
            )
        assert self._process.stdin and self._process.stdout
        self._input, self._output = self._process.stdin, self._process.stdout

    def _replace(self) -> None:
        log.warning("the Prefect server of this run has died: a new one takes its place")
        self._input.close()
        self._output.close()
        self._start()

    def _replace_when_killed(self) -> None:
        """Start a server in place of one that died, a few times; requests wait in the socket meanwhile."""
        for _ in range(REPLACEMENTS):
            self._process.wait()
            with self._ending:
                if self._is_over:
                    return
                self._replace()
        self._process.wait()
        self._listener.close()  # nobody waits any more

    def wait_until_ready(self) -> None:
        """Wait for its word; one that is killed is replaced, one that cannot use the database gets another.

        Raises:
            ServerError: it ended instead.
        """
        for _ in range(REPLACEMENTS):
            if is_ready := self._output.readline() == b"ready\n":
                break
            if self._process.wait() >= 0:
                if not self.database.exists() or shutil.disk_usage(self.home).free < ROOM:
                    break
                self._set_aside()
            self._replace()
        if not is_ready:
            last = self.log.read_text(errors="replace").strip().rpartition("\n")[2]
            raise ServerError(f"the Prefect server of this run did not start (see {self.log}): {last}")
        threading.Thread(target=self._replace_when_killed, daemon=True).start()
        if not self.template.exists():
            with suppress(OSError), kept.made(self.template) as aside:  # without a cache it only takes longer
                _copy_whole(self.database, aside / DATABASE)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from prefect.exceptions import PrefectHTTPStatusError

        with self._ending:
            self._is_over = True
        self._listener.close()
        self._input.close()  # its signal to record what it still holds and stop
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()
        if self._process.returncode == 0:
            with suppress(OSError):
                kept.note(self.home / ENDED, _sums(self.home))
        self._lock.close()
        if isinstance(error, PrefectHTTPStatusError):
            if shutil.disk_usage(self.home).free < ROOM:  # its log may lack room to say so
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            failed = [line for line in self.log.read_text(errors="replace").splitlines() if "Error)" in line]
            said = failed[-1] if failed else str(error).partition("\n")[0]
            raise ServerError(f"the Prefect server of this run failed (see {self.log}): {said}") from error


def _copy_whole(source: Path, target: Path) -> None:
    """Copy an SQLite database that may be in use; the copy appears whole or not at all."""
    part = target.with_name(f".{target.name}.{os.getpid()}")
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(part)) as write:
        read.backup(write)
    part.replace(target)


def is_sound(home: Path) -> bool:
    """Whether the history of runs is as the last run left it or else, used by others, sound to SQLite."""
    if not (home / DATABASE).exists() or kept.noted(home / ENDED) == _sums(home):
        return True
    try:
        with closing(sqlite3.connect(home / DATABASE)) as opened:
            return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def _sums(home: Path) -> dict[str, str]:
    return {path.name: kept.file_hash(path) for path in home.glob(f"{DATABASE}*")}


@contextmanager
def _no_garbage_collection() -> Iterator[Callable[[], None]]:
    """Collect nothing until the function this yields is called: what is imported stays."""
    was_on = gc.isenabled()
    gc.disable()

    def collect_again() -> None:
        gc.freeze()
        if was_on:
            gc.enable()

    try:
        yield collect_again
    finally:
        if was_on:
            gc.enable()


def _mark_dead_runs() -> None:
    """Say so of runs that this history has as going on: it serves one run at a time, and that is this one."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    alive = FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING])
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=alive))):
            client.set_flow_run_state(
                run.id, Crashed(message="The process of this run was killed."), force=True
            )


def _send_what_is_left() -> None:
    """Wait until the server has every log line and task run state of this process."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.drain_all(at_exit=False)
    EventsWorker.drain_all(at_exit=False)
