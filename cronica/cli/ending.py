"""End a run in order when that is asked for: by Ctrl-C, or by SIGTERM, as service managers do."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

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
    asked: list[type[KeyboardInterrupt]] = []
    is_over = Event()
    watched, told = os.pipe()
    os.set_blocking(told, False)

    def end(number: int, _: object) -> None:
        if not asked:
            asked.append(Terminated if number == signal.SIGTERM else KeyboardInterrupt)
            raise KeyboardInterrupt

    def watch() -> None:
        """A signal is known here at once; the handler waits until a library in C comes back."""
        while number := os.read(watched, 1):
            if number[0] in (signal.SIGINT, signal.SIGTERM) and not is_over.wait(LAST_SECONDS):
                os._exit(128 + number[0])
        os.close(watched)

    Thread(target=watch, daemon=True).start()
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    told_before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    try:
        yield
    except BaseException:
        if asked:
            raise asked[0] from None
        raise
    finally:
        is_over.set()
        signal.set_wakeup_fd(told_before)
        os.close(told)
        for number, handler in before.items():
            signal.signal(number, handler)
