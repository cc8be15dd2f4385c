"""The command line in a real terminal: what it shows, how wide, and how it stops."""

import os
import re
import subprocess
import time

import pexpect
import pytest

from cronica.cli import answers
from tests.conftest import CRONICA

CTRL_C = "\x03"
ENDLESS = "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range"
WIDE = "SELECT * FROM paragraphs LIMIT 3"


@pytest.fixture
def terminal(built, tmp_path):
    """Starts the command in a terminal of its own; the answer is an open conversation with it."""
    started = []

    def start(*arguments: str, columns: int = 80, lines: int = 60, **environment: str) -> pexpect.spawn:
        told = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm", "LANG": "C.UTF-8"}
        told |= {"CRONICA_WAREHOUSE": str(built.warehouse), **environment}
        child = pexpect.spawn(
            str(CRONICA),
            [*arguments],
            env=told,
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=30,
            codec_errors="replace",
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def ended(child: pexpect.spawn) -> tuple[str, int]:
    """All that it writes from here to its end, and its exit code."""
    child.expect(pexpect.EOF)
    child.close()
    return child.before.replace("\r\n", "\n"), child.exitstatus


def test_a_terminal_shows_the_first_rows_and_how_many_there_are(terminal):
    told, code = ended(terminal("sql", "SELECT range AS n FROM range(44598)"))
    assert code == 0
    assert told.split()[2 : 2 + answers.SHOWN] == [str(number) for number in range(answers.SHOWN)]
    assert told.endswith("cronica: 40 of 44,598 rows; --all shows them all\n")


def test_all_rows_go_through_the_pager_when_they_are_more_than_the_terminal_has(terminal):
    paged = terminal("sql", "SELECT range AS n FROM range(500)", "--all", PAGER="less")
    paged.expect_exact("\n:")  # less waits at its first page
    paged.send("q")
    told, code = ended(paged)
    assert code == 0
    assert "499" not in told
    told, code = ended(terminal("sql", "SELECT range AS n FROM range(50)", "--all", PAGER="less"))
    assert (told.split()[-1], code) == ("49", 0)


def test_programs_get_all_rows(terminal):
    told, _ = ended(terminal("sql", "SELECT range AS n FROM range(100)", "--csv"))
    assert told.split() == ["n", *map(str, range(100))]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_wide_rows_stand_upright(terminal, columns):
    told, _ = ended(terminal("sql", WIDE, columns=columns))
    lines = told.splitlines()
    assert max(map(len, lines)) <= columns
    assert [line for line in lines if line.startswith("───")] == [f"─── {n} ───" for n in (1, 2, 3)]
    texts = [line for line in lines if re.match(r"text\s", line)]
    assert len(texts) == 3
    assert all(len(line.split()) > 2 or columns == 40 for line in texts)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_what_fits_is_a_table(terminal, columns):
    told, _ = ended(
        terminal("sql", "SELECT body_code, count(*) AS n FROM documents GROUP BY ALL", columns=columns)
    )
    assert told.split()[:3] == ["body_code", "n", "─" * 13]


def test_an_empty_answer_says_so(terminal):
    for arguments in (
        ["sql", "FROM documents WHERE false"],
        ["query", "votes"],
        ["sql", "FROM votes", "--csv"],
    ):
        told, code = ended(terminal(*arguments))
        assert (told.splitlines()[-1], code) == ("cronica: 0 rows", 0)


def test_ctrl_c_ends_a_question(terminal):
    asked = terminal("sql", ENDLESS)
    time.sleep(3)
    began = time.monotonic()
    asked.send(CTRL_C)
    told, code = ended(asked)
    assert time.monotonic() - began < 2
    assert code == 130
    assert "Traceback" not in told


def test_the_shell_goes_on_after_ctrl_c_and_knows_the_words_of_others(terminal):
    shell = terminal("shell", PROMPT_TOOLKIT_NO_CPR="1")
    shell.expect_exact("cronica>")
    shell.send(f"{ENDLESS};\r")
    time.sleep(3)
    began = time.monotonic()
    shell.send(CTRL_C)
    shell.expect_exact("stopped; Ctrl-D ends")
    assert time.monotonic() - began < 2
    for typed, shown in (
        ("help", ".mode MODE"),
        (".tables", "footnote_anchors"),
        (".schema bodies", "body_code"),
        (r"\d bodies", "body_code"),
        (r"\d", "footnote_anchors"),
        ("SELECT range AS n FROM range(41);", "40 of 41 rows; .all shows them all"),
        (".mode line", "cronica>"),
        ("SELECT 7 AS lucky;", "─── 1 ───"),
        (".mode csv", "cronica>"),
        ("SELECT 7 AS a, 8 AS b;", "7,8"),
    ):
        shell.send(f"{typed}\r")
        shell.expect_exact(shown)
    shell.send("exit\r")
    _, code = ended(shell)
    assert code == 0


def test_a_terminal_without_unicode_gets_question_marks(terminal):
    told, code = ended(terminal("sql", "SELECT 'año' AS t", PYTHONIOENCODING="ascii"))
    assert (told.split(), code) == (["t", "???", "a?o"], 0)
    told, code = ended(terminal("sql", "FROM año", PYTHONIOENCODING="ascii"))
    assert "no table a?o" in told
    assert code == 2


def test_completion_can_be_installed_and_offers_commands_questions_and_tables(built):
    shown = subprocess.run(
        ["bash", "-c", f"{CRONICA} --show-completion; true"], capture_output=True, text=True, timeout=30
    )
    assert "_CRONICA_COMPLETE=complete_bash" in shown.stdout

    def offered(words: str) -> list[str]:
        typed = {
            "_CRONICA_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        }
        done = subprocess.run(
            [CRONICA], env={**os.environ, **typed}, capture_output=True, text=True, timeout=30
        )
        return done.stdout.split()

    assert offered("cronica desc") == ["describe"]
    assert offered("cronica query tim") == ["timeline"]
    assert offered("cronica describe resolution_") == ["resolution_series"]
    assert "--timeout" in offered("cronica query timeline --t")
