"""End a run in order when that is asked for: by Ctrl-C, or by SIGTERM, as service managers do."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

LAST_SECONDS = 3.0
"""After so many seconds the process ends, whatever it is doing."""
AT_LAST_SECONDS = 1.5
A_MOMENT = 0.1
"""Seconds in which a thread that waits for a signal has surely seen it."""


class Terminated(KeyboardInterrupt):
    """The process was asked to end by SIGTERM."""


@contextmanager
def in_order(at_last: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Inside, the first SIGINT or SIGTERM is a KeyboardInterrupt; another one changes nothing.

    A library may put its own handler in the place of this one, or make another error of it, so whatever error
    ends the block after a signal is taken for it. One may swallow it, so the process has some seconds to end.

    Args:
        at_last: called when these are over, beside whatever the process still does, for a second or so.

    Raises:
        KeyboardInterrupt: after SIGINT.
        Terminated: after SIGTERM.
    """
    asked: list[int] = []  # signals in the order they came, whoever handled them
    is_asked, is_over, raised = Event(), Event(), Event()
    watched, told = os.pipe()
    os.set_blocking(told, False)

    def end(*_: object) -> None:
        if not raised.is_set():
            raised.set()
            raise KeyboardInterrupt

    def watch() -> None:
        """A signal is known here at once; the handler waits until a library in C comes back."""
        while number := os.read(watched, 1):
            if number[0] in (signal.SIGINT, signal.SIGTERM):
                asked.append(number[0])
                is_asked.set()
                if not is_over.wait(LAST_SECONDS):
                    last = Thread(target=at_last, daemon=True)
                    last.start()
                    last.join(AT_LAST_SECONDS)
                    os._exit(128 + number[0])
        os.close(watched)

    Thread(target=watch, daemon=True).start()
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    told_before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    try:
        yield
    except BaseException:
        if is_asked.wait(A_MOMENT):
            raise (Terminated if asked[0] == signal.SIGTERM else KeyboardInterrupt) from None
        raise
    finally:
        is_over.set()
        signal.set_wakeup_fd(told_before)
        os.close(told)
        for number, handler in before.items():
            signal.signal(number, handler)
