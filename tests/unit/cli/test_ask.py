"""``cronica sql`` as a process: it prints while it reads, stops when told, and sends a terminal no control."""

import signal
import subprocess
import sys
import time

import pytest

from cronica.cli import escape, formats
from cronica.warehouse.publish.release import Warehouse
from tests.small_warehouse import stage_release

ENDLESS = "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    store = Warehouse(tmp_path_factory.mktemp("asked") / "warehouse")
    with store.lock():
        staged = store.stage()
        stage_release(staged)
        store.publish(staged)
    return store.root


@pytest.fixture
def sql(warehouse):
    def start(*arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "cronica", "sql", *arguments, "--warehouse", str(warehouse)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return start


def test_a_reader_that_has_seen_enough_ends_it(sql):
    with sql("FROM range(100000000000)") as asked:
        assert [asked.stdout.readline().split() for _ in range(3)][2] == ["0"]
        asked.stdout.close()
        assert asked.wait(timeout=30) == 0
        assert asked.stderr.read() == ""


def test_ctrl_c_ends_it_at_once(sql):
    with sql(ENDLESS) as asked:
        deadline = time.monotonic() + 30
        while not children(asked.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(2)
        asked.send_signal(signal.SIGINT)
        assert asked.wait(timeout=10) == 130
        assert asked.stderr.read() == "cronica: interrupted; the release in force is whole\n"


def children(process: int) -> list[str]:
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as listed:  # noqa: PTH123
        return listed.read().split()


def test_the_time_limit_is_an_option(sql):
    with sql(ENDLESS, "--timeout", "1") as asked:
        out, err = asked.communicate(timeout=60)
        assert (asked.returncode, out) == (2, "")
        assert err == "cronica: stopped after 1 s: narrow it with WHERE or LIMIT, or allow more time\n"


STEERING = "chr(27) || '[31m' || chr(27) || ']0;x' || chr(7) || chr(155) || '2J' || chr(10) || chr(8238)"


def test_a_table_shows_what_would_steer_the_terminal(sql):
    with sql(f'SELECT {STEERING} AS title, 1 AS "a\nb"') as asked:
        header, _, row = asked.communicate()[0].splitlines()
        assert header.split() == ["title", "a\\nb"]
        assert row.split() == ["\\x1b[31m\\x1b]0;x\\x07\\x9b2J\\n\\u202e", "1"]


def test_an_error_shows_it_too(sql):
    with sql('FROM "a\x1b[31m"') as asked:
        assert "\x1b" not in asked.communicate()[1]


def test_json_means_the_same_and_steers_nothing():
    written = "".join(formats.as_json(["a"], [["\x1b\x9b\u202e\n"]]))
    assert written == '[\n {\n  "a": "\\u001b\\u009b\\u202e\\n"\n }\n]'


def test_csv_guards_a_spreadsheet_against_formulas(sql):
    question = "SELECT '=cmd|x' AS a, '+1' AS b, '-x' AS c, '@x' AS d, -1 AS e, 'x=1' AS f, NULL::TEXT AS g"
    with sql(question, "--csv") as asked:
        assert asked.communicate()[0] == "a,b,c,d,e,f,g\n'=cmd|x,'+1,'-x,'@x,-1,x=1,\n"


def test_an_explained_question_is_drawn(sql):
    with sql("EXPLAIN SELECT 1") as asked:
        assert "┌──" in asked.communicate()[0].splitlines()[0]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_is_as_wide_as_the_terminal_at_most(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [[1, "palabra " * 40, "x" * 90, "日本語" * 30], [2, None, "y", "z"]]
    lines = list(formats.lines(["n", "words", "long", "wide"], rows))
    assert max(map(formats.cell_len, lines)) <= width
    assert "".join(lines).count("palabra") == 40


def test_a_table_begins_before_its_rows_are_all_there():
    def rows():
        yield from ([number] for number in range(formats.MEASURED))
        pytest.fail("more was read than is needed")

    lines = formats.lines(["a"], rows())
    assert [next(lines).strip() for _ in range(3)] == ["a", "──", "0"]


def test_text_of_several_lines_keeps_them():
    assert escape.text("a\tb\n\x1bc") == "a\tb\n\\x1bc"
    assert escape.line("a\tb\n\x1bc") == "a\\tb\\n\\x1bc"
