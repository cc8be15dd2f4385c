"""The program of a reader process: bound first, then one answer for each batch, until the other side is gone.

Clocks of the kernel end it when a document alone, or a step of a batch, takes too long, whatever it is doing
and whether or not anybody is still waiting for it: one goes while it computes, so that a busy machine refuses
no document, one always.
"""

from __future__ import annotations

import gc
import json
import pickle
import resource
import signal
import sys
from dataclasses import asdict
from multiprocessing.connection import Connection
from typing import Any

GROUP_SECONDS = 1.0
"""What a document adds to the time that a step with all documents of a batch may take."""
WAITING = 2.5
"""How many times longer than it may compute it may take, for a slow disk or a busy machine."""


def main(pipe: Connection, memory: int, seconds: float) -> None:
    """Answer until the other side is gone.

    Args:
        pipe: the other side.
        memory: bytes of address space this process may take.
        seconds: how long a document alone, or a step with one of a batch, may compute.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # nothing of a batch is in cycles to speak of; what is left goes after it
    from cronica.flows.reading.documents import warm_up

    warm_up()
    gc.freeze()
    pipe.send_bytes(b"ready")
    while True:
        try:
            batch = pickle.loads(pipe.recv_bytes())
        except EOFError:
            return
        among = len(batch.files)

        def tell(stage: str, document_id: str | None) -> None:
            pipe.send_bytes(json.dumps({"at": [stage, document_id]}).encode())
            if among > 1:  # noqa: B023 (called now)
                _bound(seconds if document_id else seconds + GROUP_SECONDS * among)  # noqa: B023

        _bound(seconds)
        answer = _answer(batch, tell)
        _bound(0)
        pipe.send_bytes(json.dumps(answer).encode())
        del batch, answer
        gc.collect()


def _bound(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * WAITING)


def _answer(batch: Any, tell: Any) -> dict[str, Any]:
    from cronica.flows.extract.extracted import Reason, Unreadable
    from cronica.flows.incremental.partitions import INDEX, store
    from cronica.flows.incremental.plan import indexed
    from cronica.flows.reading.documents import read_documents

    try:
        tables, refused, counts = read_documents(batch.files, tell)
        if tables["documents"].height:
            store({**tables, INDEX: indexed(tables["documents"], batch.files)}, batch.folder)
        return {"refused": [asdict(each) for each in refused], "counts": counts}
    except Unreadable as error:
        return {"failed": [error.reason, error.message]}
    except (MemoryError, RecursionError):
        return {"failed": [Reason.TOO_LARGE, "is nested too deep or takes too much memory to read"]}
    except (
        BaseException
    ) as error:  # polars' panics are no Exception; any fault costs its document, not the run
        return {
            "failed": [Reason.FAILED, f"cannot be read; please report this: {type(error).__name__}: {error}"]
        }


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])), int(sys.argv[2]), float(sys.argv[3]))
