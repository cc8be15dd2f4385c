"""A run that is asked to end does, whatever the libraries in it make of that."""

import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """
import hashlib, signal, threading, time
from cronica.cli.common import plain_errors
from cronica.cli.ending import in_order

def as_it_is():
    print("ready", flush=True)
    time.sleep(60)

def as_another_error():
    try:
        as_it_is()
    except BaseException as error:
        raise ValueError("made of it") from error

def handled_by_another():
    def end(number, _):
        raise RuntimeError("made of it")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    as_it_is()

def swallowed():
    while True:
        try:
            as_it_is()
        except BaseException:
            pass

def deep_in_c():
    threading.Timer(1, print, ["ready"], {"flush": True}).start()  # says so from within
    hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)

with plain_errors(False), in_order():
    {}()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "becomes", ["as_it_is", "as_another_error", "handled_by_another", "swallowed", "deep_in_c"]
)
def test_it_ends_in_order_and_in_seconds(becomes, number):
    run = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.replace("{}()", f"{becomes}()")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    run.stdout.readline()
    began = time.monotonic()
    run.send_signal(number)
    _, said = run.communicate()
    assert run.returncode in (128 + number, 1)  # typer, which is not here, makes the exit code of its error
    if becomes in ("swallowed", "deep_in_c"):
        assert run.returncode == 128 + number
        assert time.monotonic() - began < 30  # else it would be an hour
    else:
        name = "interrupted" if number == signal.SIGINT else "terminated"
        assert said.startswith(f"cronica: {name}; the release in force is whole\n")


STAGING = """
import hashlib, itertools, sys, threading
from pathlib import Path
from cronica.cli.build import _abandon
from cronica.cli.ending import in_order
from cronica.warehouse.publish.release import Warehouse

root = Path(sys.argv[1])
store = Warehouse(root)

def write(folder):
    threading.excepthook = lambda _: None
    for number in itertools.count():
        (folder / str(number % 50)).write_text("of a release")

with store.lock(), in_order(at_last=lambda: _abandon(root)):
    threading.Thread(target=write, args=[store.stage()], daemon=True).start()
    (root / "releases" / ".staging-of-another").mkdir()
    threading.Timer(1, print, ["ready"], {"flush": True}).start()
    hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)
"""


def test_a_run_that_must_end_at_once_leaves_nothing_staged(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-c", STAGING, tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    run.stdout.readline()
    assert len([*(tmp_path / "releases").glob(".staging-*/1")]) == 1
    run.send_signal(signal.SIGTERM)
    _, said = run.communicate()
    assert run.returncode == 128 + signal.SIGTERM, said
    assert [path.name for path in (tmp_path / "releases").iterdir()] == [".staging-of-another"]
