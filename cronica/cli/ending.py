"""End a run in order when that is asked for: by Ctrl-C, or by SIGTERM, as service managers do."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

LAST_SECONDS = 3.5
"""After so many seconds the process ends, whatever it is doing."""


class Terminated(KeyboardInterrupt):
    """The process was asked to end by SIGTERM."""


@contextmanager
def in_order() -> Iterator[None]:
    """Inside, the first SIGINT or SIGTERM is a KeyboardInterrupt; another one changes nothing.

    A library may make another error of it, so whatever error then ends the block is taken for it. One may
    swallow it, so the process has some seconds to end.

    Raises:
        KeyboardInterrupt: after SIGINT.
        Terminated: after SIGTERM.
    """
    asked: list[Timer] = []
    kind: type[KeyboardInterrupt] = KeyboardInterrupt

    def end(number: int, _: object) -> None:
        nonlocal kind
        if not asked:
            asked.append(Timer(LAST_SECONDS, os._exit, [128 + number]))
            asked[0].daemon = True
            asked[0].start()
            kind = Terminated if number == signal.SIGTERM else KeyboardInterrupt
            raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except BaseException:
        if asked:
            raise kind from None
        raise
    finally:
        for timer in asked:
            timer.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)
