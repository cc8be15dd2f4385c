import pytest

from tests.faults import attack_sql
from tests.small_warehouse import DATASET, stage_release


@pytest.fixture
def release(tmp_path):
    folder = tmp_path / "release"
    folder.mkdir()
    stage_release(folder, DATASET)
    return folder


def test_there_are_as_many_attacks_as_promised_and_always_the_same():
    attacks = attack_sql.statements()
    assert len(attacks) == len(set(attacks)) == 250
    assert attacks == attack_sql.statements()


def test_no_attack_writes_reads_outside_or_runs_past_its_limits(release, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    attacks = [*attack_sql.statements()[::25], *attack_sql.GREEDY[:2]]
    outcome = attack_sql.attack(release, outside, attacks)
    assert outcome.faults == []
    assert outcome.counts.total() == 2 * len(attacks)
