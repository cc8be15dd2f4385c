"""Whatever a document says, its rows are rows that the contract takes: none is refused by what we promise ourselves."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cronica.flows.validate import process, rules
from cronica.schemas import registry
from cronica.warehouse.store import catalog
from tests.hostile.texts import spoiled
from tests.stages import staged


@settings(max_examples=2, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.integers(0, 2**32), min_size=90, max_size=120, unique=True))
def test_no_row_of_a_misprinted_document_is_refused(seeds):
    with TemporaryDirectory() as folder:
        for seed in seeds:
            Path(folder, f"{seed}.txt").write_text(spoiled(seed), encoding="utf-8")
        with staged(Path(folder)) as tables:
            catalog.write_database(tables)
            results = [*process.check(tables), *rules.check(registry.rules(), tables)]
    refusing = [each for each in results if each.severity == "error" and each.status != "passed"]
    assert [(each.check_id, each.sample) for each in refusing] == []
