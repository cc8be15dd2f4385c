"""The subprocess that runs the expectations: what it answers, and that it ends with whoever asked."""

import os
import signal
import time

import pytest

from cronica.flows.validate.process import Checker, ValidationError, check


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_answers_as_this_process_does(built):
    with Checker() as checker:
        checker.start(built.release)
        found = checker.results()
    assert found == check(built.release)
    assert all(result.status != "exception" for result in found)


def test_it_ends_with_the_context(built):
    with Checker() as checker:
        pid = checker.pid
        assert is_alive(pid)
    assert not is_alive(pid)


def test_it_ends_when_its_pipe_closes():
    checker = Checker()
    checker._pipe.close()
    deadline = time.monotonic() + 120
    while checker._child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    assert checker._child.returncode == 0


def test_one_that_is_killed_is_replaced_once_then_the_run_ends_with_one_line(built, monkeypatch):
    with Checker() as checker:
        os.kill(checker.pid, signal.SIGKILL)
        checker.start(built.release)
        assert checker.results() == check(built.release)
        monkeypatch.setattr(Checker, "start", lambda self, staged: os.kill(self.pid, signal.SIGKILL))
        os.kill(checker.pid, signal.SIGKILL)
        with pytest.raises(ValidationError, match=r"^the tables could not be validated: .*ended with -9$"):
            checker.results()


def test_a_folder_without_tables_is_an_error_that_says_why(tmp_path):
    with Checker() as checker:
        checker.start(tmp_path)
        with pytest.raises(ValidationError, match=r"could not be validated: .*No such file"):
            checker.results()
