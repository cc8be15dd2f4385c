"""The tables of a run, written while the process that judges them examines its parts, or after."""

import shutil

import pytest
from cronica.flows.assemble import draft
from cronica.flows.validate import rules
from cronica.flows.validate.judge import ANSWERS, JudgeError, ask
from cronica.schemas import registry
from cronica.warehouse.store.package import file_hash

# `ask` is imported by name, before the fixtures of other tests put another in its place.


@pytest.fixture(scope="module")
def parts(built, tmp_path_factory):
    copied = shutil.copytree(built.warehouse / "parts", tmp_path_factory.mktemp("judged") / "parts")
    return sorted(path for path in copied.iterdir() if path.is_dir())


def test_when_tables_are_written_makes_no_difference(parts, tmp_path):
    answers = [part / ANSWERS for part in parts]
    found = []
    for beside in (True, False):
        staged = tmp_path / f"beside-{beside}"
        staged.mkdir()
        for answer in answers:
            answer.unlink()

        def write(tell, staged=staged, beside=beside):
            assert beside or all(answer.exists() for answer in answers), "nothing was examined yet"
            drafted = draft.draft(parts, *draft.pieces(parts, []), staged)
            tell(drafted)
            return rules.check(registry.rules_across(), drafted, staged)

        gate = ask(parts, [], staged, None, False, draft=write, beside=beside)
        assert gate.passed
        assert not gate.rewritten
        assert gate.examined == len(parts)
        found.append((gate, {path.name: file_hash(path) for path in staged.glob("*.parquet")}))
    assert found[0] == found[1]


def test_what_stops_the_writing_stops_the_run(parts, tmp_path):
    def write(tell):
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        ask(parts, [], tmp_path, None, False, draft=write, beside=True)


def test_a_process_that_ends_without_a_verdict_is_an_error_that_says_why(parts, tmp_path):
    with pytest.raises(JudgeError, match=r"could not be validated: .*No such file"):
        ask(parts, [], tmp_path / "nowhere", None, False, draft=lambda tell: tell([]) or [], beside=True)
