import polars as pl
import pytest

from cronica.schemas import registry
from cronica.warehouse.publish import diff
from cronica.warehouse.publish.release import Warehouse
from cronica.warehouse.publish.verify import InvalidRelease
from cronica.warehouse.store.write import read_table
from tests.small_warehouse import DATASET, SPORT_65, SPORT_73, stage_release

NOTHING = {kind: {"rows": 0, "examples": []} for kind in ("added", "removed", "changed")}
NOTHING["changed"]["values"] = {}
SAME_COLUMNS = {"added": [], "removed": [], "retyped": []}


def table(report, name):
    return next(each for each in report["tables"] if each["name"] == name)


def staged(folder, dataset):
    folder.mkdir()
    stage_release(folder, dataset)
    return folder


@pytest.fixture
def before(tmp_path):
    return staged(tmp_path / "before", DATASET)


def test_a_release_does_not_differ_from_itself(before):
    report = diff.compare(before, before)
    assert [each["name"] for each in report["tables"]] == [
        each.name for each in (*registry.tables(), *registry.views())
    ]
    assert all(diff.is_same(each) for each in report["tables"])


def test_rows_are_told_apart_by_key(before, tmp_path):
    terms = [
        {"document_id": SPORT_73, "term": "deporte", "term_size": 1, "mentions": 4},
        {"document_id": SPORT_73, "term": "paz", "term_size": 1, "mentions": 1},
        {"document_id": SPORT_73, "term": "año", "term_size": 1, "mentions": 1},
    ]
    report = diff.compare(before, staged(tmp_path / "after", {**DATASET, "terms": terms}))
    assert table(report, "terms") == {
        "name": "terms",
        "rows": {"before": 2, "after": 3},
        "columns": SAME_COLUMNS,
        "keys": {
            "added": {"rows": 2, "examples": [f"{SPORT_73}|año", f"{SPORT_73}|paz"]},
            "removed": {"rows": 1, "examples": [f"{SPORT_65}|deporte"]},
            "changed": {
                "rows": 1,
                "examples": [f"{SPORT_73}|deporte"],
                "values": {f"{SPORT_73}|deporte": {"mentions": ["3", "4"]}},
            },
        },
    }
    assert table(report, "term_frequency")["keys"] is None
    assert not diff.is_same(table(report, "term_frequency"))
    assert [each["name"] for each in report["tables"] if not diff.is_same(each)] == [
        "terms",
        "term_frequency",
    ]


def test_a_null_that_becomes_a_value_is_a_change(before, tmp_path):
    first, *others = DATASET["entities"]
    entities = [first, *({**each, "name_en": "Russian Federation"} for each in others)]
    report = diff.compare(before, staged(tmp_path / "after", {**DATASET, "entities": entities}))
    assert table(report, "entities")["keys"] == NOTHING | {
        "changed": {
            "rows": 1,
            "examples": ["RUS"],
            "values": {"RUS": {"name_en": [None, "Russian Federation"]}},
        }
    }


def test_columns_that_come_go_and_change_their_type(before, tmp_path):
    """What a column of another name or type holds is no change of rows."""
    after = staged(tmp_path / "after", DATASET)
    path = after / "terms.parquet"
    frame = read_table(path).rename({"mentions": "times"}).cast({"term_size": pl.Int64})
    frame.write_parquet(path)
    descriptor = (after / "datapackage.json").read_text(encoding="utf-8")
    described = next(each for each in diff.package.read(after)["resources"] if each["name"] == "terms")
    (after / "datapackage.json").write_text(
        descriptor.replace(described["hash"], "sha256:other"), encoding="utf-8"
    )
    found = table(diff.compare(before, after), "terms")
    assert found["columns"] == {"added": ["times"], "removed": ["mentions"], "retyped": ["term_size"]}
    assert found["keys"] == NOTHING


def test_against_nothing_every_row_is_added(before):
    report = diff.compare(None, before)
    assert report["contract"] == {"before": None, "after": registry.CONTRACT_VERSION}
    assert table(report, "terms") == {
        "name": "terms",
        "rows": {"before": None, "after": 2},
        "columns": {"added": list(registry.table("terms").columns), "removed": [], "retyped": []},
        "keys": NOTHING | {"added": {"rows": 2, "examples": [f"{SPORT_73}|deporte", f"{SPORT_65}|deporte"]}},
    }


def test_a_damaged_release_cannot_be_compared_and_stops_no_publishing(store, publish):
    damaged = publish()
    (damaged.path / "documents.parquet").unlink()
    with pytest.raises(InvalidRelease, match=r"documents\.parquet"):
        diff.compare(damaged.path, damaged.path)
    repaired = publish()
    assert diff.read(repaired.path) == {"before": None, **diff.compare(None, repaired.path)}


def test_each_release_says_what_it_differs_in_from_the_one_before(store: Warehouse, publish):
    first = publish()
    second = publish({**DATASET, "terms": DATASET["terms"][:1]})
    assert diff.read(first.path)["before"] is None
    assert diff.read(second.path) == {"before": first.id, **diff.compare(first.path, second.path)}
