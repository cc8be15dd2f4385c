"""The commands that list, compare and take back releases, run in this process."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from cronica.cli import app
from cronica.cli.common import Exit
from tests.small_warehouse import DATASET, OTHER, SPORT_73


@pytest.fixture
def ask(store):
    def ask(*arguments, code=Exit.OK):
        done = CliRunner(env={"COLUMNS": "200"}).invoke(app, [*arguments, "--warehouse", str(store.root)])
        assert done.exit_code == code, done.output
        return done

    return ask


@pytest.fixture
def two(publish):
    return publish(), publish(OTHER, created=datetime(2026, 3, 2, tzinfo=UTC))


def test_releases_are_listed_with_what_is_in_force_and_why(ask, two):
    first, second = two
    ask("rollback", "--reason", "terms were lost")
    listed = json.loads(ask("releases", "--json").stdout)
    rows = listed[0]["rows"]
    assert listed == [
        {
            "release": first.id,
            "created": "2026-03-01T12:00:00Z",
            "documents": 4,
            "rows": rows,
            "in_force": True,
            "reason": "terms were lost",
        },
        {
            "release": second.id,
            "created": "2026-03-02T00:00:00Z",
            "documents": 4,
            "rows": rows - 2,  # a term and its line in a view
            "in_force": False,
            "reason": "built",
        },
    ]
    header, _, *lines = ask("releases").stdout.splitlines()
    assert header.split() == ["release", "created", "documents", "rows", "in_force", "reason"]
    assert [line.split()[4] for line in lines] == ["yes", "built"]


def test_a_damaged_release_is_listed_as_such(ask, two):
    (two[0].path / "datapackage.json").write_text("{", encoding="ascii")
    (damaged, _) = json.loads(ask("releases", "--json").stdout)
    assert (damaged["documents"], damaged["rows"]) == (None, 0)
    assert damaged["reason"].startswith(f"damaged: {two[0].id}: datapackage.json: not the bytes")


def test_what_differs_is_named_by_table(ask, two):
    header, _, *lines = ask("diff", "previous").stdout.splitlines()
    assert header.split() == [
        "table",
        "before",
        "after",
        "added",
        "removed",
        "changed",
        "columns",
        "such",
        "as",
    ]
    assert [line.split() for line in lines] == [
        ["terms", "2", "1", "0", "1", "0", "-bbbbbbbbbbbbbbbb|deporte"],
        ["term_frequency", "2", "1"],
    ]
    report = json.loads(ask("diff", two[0].id, two[1].id, "--json").stdout)
    assert (report["before"], report["after"]) == (two[0].id, two[1].id)
    assert ask("diff", "current").stdout == f"{two[1].id} and {two[1].id} hold the same\n"


def test_what_was_another_value_is_shown(ask, publish):
    publish()
    changed = [
        {**each, "mentions": 7} if each["document_id"] == SPORT_73 else each for each in DATASET["terms"]
    ]
    publish({**DATASET, "terms": changed}, created=datetime(2026, 3, 2, tzinfo=UTC))
    *_, blank, header, _, values = ask("diff", "previous").stdout.splitlines()
    assert (blank, header.split()) == ("", ["table", "key", "column", "before", "after"])
    assert values.split() == ["terms", f"{SPORT_73}|deporte", "mentions", "3", "7"]


def test_a_second_rollback_says_how_to_go_forward(ask, two):
    first, second = two
    assert ask("rollback").stdout.startswith(f"Release {first.id} is in force")
    assert ask("rollback", code=Exit.USAGE).stderr == (
        f"cronica: {first.id} is the oldest release; `cronica rollback {second.id}` goes forward again\n"
    )


def test_rollback_and_prune_say_what_they_did(ask, two, store):
    first, second = two
    assert ask("prune", "--keep", "1").stdout == f"removed {first.id}\n"
    assert store.history() == [second]
    done = ask("rollback", code=Exit.USAGE)
    assert done.stderr == f"cronica: there is no release previous: the releases are {second.id}\n"


def test_nothing_is_changed_while_another_run_is_writing(ask, two, store):
    with store.lock():
        for command in (["rollback"], ["prune", "--keep", "1"]):
            assert "another run" in ask(*command, code=Exit.UNAVAILABLE).stderr
    assert store.history() == list(two)


def test_what_is_kept_and_the_release_are_checked(ask, two, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _, current = two
    assert ask("check").stdout == f"release {current.id} is whole; all that is kept is as it was made\n"
    (two[0].path / "DICTIONARY.md").unlink()
    done = ask("check", code=Exit.REFUSED)
    assert done.stdout == f"release {current.id} is whole\n"
    assert done.stderr == f"cronica: {two[0].path} is damaged: DICTIONARY.md: missing\n"
    (current.path / "terms.parquet").unlink()
    done = ask("check", code=Exit.REFUSED)
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == "cronica: terms.parquet: missing"
