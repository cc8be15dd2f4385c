"""The process that reads files for ``flows.extract.sandbox``: bound first, then one answer for each file."""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from typing import Any

from flows.extract.extracted import Reason, Unreadable
from flows.extract.formats import READERS
from flows.extract.sandbox import receive, send


def main(memory: int) -> None:
    """Answer until the other side is gone.

    Args:
        memory: bytes of address space this process may take.
    """
    requests = sys.stdin.buffer
    # Libraries that print must not print between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    send(answers, b"ready")
    while True:
        try:
            source_format, data = receive(requests).decode(), receive(requests)
        except EOFError:
            return
        answer = json.dumps(_answer(source_format, data), ensure_ascii=False)
        send(answers, answer.encode("utf-8", "replace"))


def _answer(source_format: str, data: bytes) -> dict[str, Any]:
    try:
        return asdict(READERS[source_format](data))
    except Unreadable as error:
        return {"reason": error.reason, "message": error.message}
    except (MemoryError, RecursionError):
        return {"reason": Reason.TOO_LARGE, "message": "is nested too deep or takes too much memory to read"}
    except Exception as error:  # whatever a library makes of a hostile file
        what = str(error).partition("\n")[0] or type(error).__name__
        return {"reason": Reason.MALFORMED, "message": f"is damaged or not {source_format}: {what}"}


if __name__ == "__main__":
    main(int(sys.argv[1]))
