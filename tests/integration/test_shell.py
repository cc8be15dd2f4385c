"""The shell in a terminal and in a pipe, over the bundled documents."""

import subprocess

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import cronica
from cronica.cli import shell
from tests.conftest import CRONICA

UP, ENTER, END = "\x1b[A", "\r", "\x04"


@pytest.fixture
def talk(built, tmp_path):
    """Types keys at the prompt of a real session and gives what was answered."""

    def talk(*keys: str) -> None:
        with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
            keyboard.send_text("".join(keys))
            release = cronica.open(built.warehouse)
            shell._converse(
                shell.Conversation(release), shell.session(release, tmp_path / "cache" / "questions")
            )

    return talk


def test_a_question_goes_on_to_its_semicolon_and_a_mistake_does_not_end_the_shell(talk, capsys):
    talk(
        "SELECT count(*)",
        ENTER,
        "AS n",
        ENTER,
        "FROM documents;",
        ENTER,
        "SELECT nope;",
        ENTER,
        ".tables",
        ENTER,
        END,
    )
    told = capsys.readouterr()
    assert told.out.split()[:4] == ["n", "─", "5", "name"]
    assert 'Referenced column "nope" was not found' in told.err
    assert "Traceback" not in told.err


def test_the_arrow_recalls_questions_of_an_earlier_session(talk, capsys):
    talk("SELECT count(*) AS n FROM agenda_item_frequency;", ENTER, ".quit", ENTER)
    first = capsys.readouterr()
    assert first.out.split() == ["n", "──", "12"]
    talk(UP, UP, ENTER, END)
    assert capsys.readouterr().out == first.out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("SELECT * FROM resolution_s", {"resolution_series": "view"}),
        ("select OPENING_L", {"opening_lemma": "paragraphs, phrase_frequency"}),
        ("SELECT 1 HAVI", {"HAVING": "keyword"}),
        ("SELECT documents.signa", {"signatory_name": "documents"}),
        ("SELECT zzz", {}),
    ],
)
def test_tables_columns_and_keywords_are_offered_with_what_they_are(built, tmp_path, typed, offered):
    with create_app_session(output=DummyOutput()):
        completer = shell.session(cronica.open(built.warehouse), tmp_path / "questions").completer
    found = completer.get_completions(Document(typed), CompleteEvent(completion_requested=True))
    assert {each.text: each.display_meta_text for each in found} == offered


def piped(built, text: str) -> subprocess.CompletedProcess[str]:
    command = [CRONICA, "shell", "--warehouse", built.warehouse]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)


def test_questions_from_a_pipe(built):
    done = piped(built, ".describe bodies\nSELECT 1\nAS one;\n\nSELECT 2 AS two")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("column")
    assert done.stdout.split()[-6:] == ["one", "───", "1", "two", "───", "2"]


def test_a_wrong_question_from_a_pipe_ends_the_shell(built):
    done = piped(built, "SELECT 1 AS one;\nDROP TABLE documents;\nSELECT 2 AS two;\n")
    assert done.returncode == 2
    assert done.stdout.split() == ["one", "───", "1"]
    assert done.stderr.startswith("cronica: DROP is refused: a release is read-only")
    assert len(done.stderr.splitlines()) == 1
