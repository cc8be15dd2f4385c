"""The Prefect server of one run: serves on a socket it is handed until its parent goes away.

``flows.orchestration.recording`` starts it as a program. The only argument is the socket's file descriptor,
standard output
says ``ready``, and the end of standard input, which also comes when the parent is killed, means stop.
"""

import asyncio
import gc
import http.client
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

GRACE_SECONDS = 15.0


class Server(uvicorn.Server):
    """Says when it is ready and stops when standard input ends."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, answer a first question, tell the parent, and take up collecting garbage."""
        await super().startup(sockets=sockets)
        if self.should_exit:
            return
        await asyncio.to_thread(_ask, self.servers[0].sockets[0].getsockname())
        gc.freeze()
        gc.enable()
        print("ready", flush=True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let no signal to a whole group end it: the parent, when it is stopped, still has to say so here."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        yield

    def stop_with_parent(self) -> None:
        """Wait for the parent to end or to let go, stop in order, and by force if that takes too long."""
        sys.stdin.buffer.read()
        self.should_exit = True
        time.sleep(GRACE_SECONDS)
        os._exit(1)


def _ask(address: tuple[str, int]) -> None:
    """Ask for what comes last among the routes: all are made ready on the way, which takes a while."""
    connection = http.client.HTTPConnection(*address)
    connection.request("GET", "/api/ready")
    connection.getresponse().read()
    connection.close()


def main() -> None:
    """Serve Prefect's API on the inherited socket."""
    gc.disable()  # nothing made by an import is ever garbage: a third of the time to start
    listener = socket.socket(fileno=int(sys.argv[1]))
    server = Server(uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="error"))
    threading.Thread(target=server.stop_with_parent, daemon=True).start()
    try:
        server.run(sockets=[listener])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(0 if server.started else 1)  # the thread may still be reading


if __name__ == "__main__":
    main()
