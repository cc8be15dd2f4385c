"""A run does what has changed and nothing else, and its tables are those of a run that does all."""

import json
import shutil
from pathlib import Path

import pytest

from cronica import seeds
from cronica.flows.incremental.partitions import Partitions
from cronica.flows.incremental.plan import plan
from cronica.flows.orchestration.summary import NothingToRead
from cronica.flows.reading import Batch, of_this_process
from cronica.flows.sources.discover import discover
from tests.release_files import contents


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The bundled documents, to be changed."""
    return Path(shutil.copytree(seeds.DOCUMENTS, tmp_path / "documents"))


@pytest.fixture(scope="module")
def once_built(prefect_api, tmp_path_factory) -> Path:
    """A folder with `documents` and the warehouse `w` that was built of them."""
    from cronica.flows.build import build_warehouse

    root = tmp_path_factory.mktemp("built")
    shutil.copytree(seeds.DOCUMENTS, root / "documents")
    assert build_warehouse([root / "documents"], root / "w").plan == NEW
    return root


@pytest.fixture
def built(once_built, tmp_path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(once_built, tmp_path / "built", symlinks=True))


NEW = "new 5 · changed 0 · removed 0 · unchanged 0"


def files_of(root: Path) -> dict[Path, int]:
    return {path: path.stat().st_ino for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def build(prefect_api, documents, tmp_path):
    """Build the documents into a warehouse of this name."""
    from cronica.flows.build import build_warehouse

    return lambda warehouse: build_warehouse([documents], tmp_path / warehouse)


@pytest.fixture
def asked(here, documents, tmp_path):
    """What a build into a warehouse of this name would have to do."""
    return lambda warehouse, *more: (
        here("build", documents, "--dry-run", *more, "--warehouse", tmp_path / warehouse).stdout
    )


def test_what_changed_is_read_and_the_tables_are_those_of_a_full_run(
    build, asked, documents, tmp_path, monkeypatch
):
    monkeypatch.setattr(
        "cronica.flows.incremental.partitions.DOCUMENTS", 1
    )  # a partition an eighth of the ids
    assert build("w").plan == NEW

    before = files_of(tmp_path / "w" / "partitions")
    assert asked("w") == "new 0 · changed 0 · removed 0 · unchanged 5\n"
    again = build("w")
    assert (again.plan, again.unchanged) == ("new 0 · changed 0 · removed 0 · unchanged 5", True)
    assert files_of(tmp_path / "w" / "partitions") == before

    letter, resolution = sorted(documents.glob("*.txt"))[:2]
    letter.write_text(letter.read_text(encoding="utf-8") + "\n\nSe agrega un parrafo.\n", encoding="utf-8")
    resolution.unlink()
    manifest = (documents / "manifest.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    others = [row for row in manifest if letter.name not in row and resolution.name not in row]
    (documents / "manifest.csv").write_text("".join(others), encoding="utf-8")
    (documents / "new.txt").write_text("Nota del 3 de mayo de 2001 sobre Kazajstan.\n", encoding="utf-8")
    (documents / "empty.txt").touch()
    plan, *files = asked("w", "--verbose").splitlines()
    assert plan == "new 2 · changed 1 · removed 1 · unchanged 3"
    named = {"new": ["empty.txt", "new.txt"], "changed": [letter.name], "removed": [resolution.name]}
    assert files == [f"{kind:<8} {name}" for kind, names in named.items() for name in names]
    assert json.loads(asked("w", "--json")) == {**named, "unchanged": 3}
    changed = build("w")
    full = build("full")
    assert full.plan == "new 6 · changed 0 · removed 0 · unchanged 0"
    assert contents(changed.folder) == contents(full.folder)
    kept = files_of(tmp_path / "w" / "partitions").items() & before.items()
    assert {path.name for path, _ in kept} >= {"documents.parquet"}

    assert build("w").plan == "new 0 · changed 0 · removed 0 · unchanged 6"


def test_what_a_killed_run_had_read_is_not_read_again(documents, tmp_path):
    partitions = Partitions(tmp_path)
    files = discover([documents]).files
    of_this_process().read(Batch(partitions.root / "read-1" / "00001", tuple(files[:2])))
    torn = partitions.root / "read-1" / ".00002"
    torn.mkdir()
    shutil.copy(next(partitions.root.rglob("index.parquet")), torn)
    found = plan(files, partitions.index())
    assert (found.unchanged, len(found.to_read)) == (2, 3)
    assert {Path(each).parent.name for each in found.known["partition"]} == {"00001"}


def test_documents_that_come_back_are_not_read_again(built):
    from cronica.flows.build import build_warehouse

    documents = built / "documents"

    def planned() -> str:
        return build_warehouse([documents], built / "w", accept_shrinkage=True).plan

    full = contents(built / "w" / "current")
    (built / "aside").mkdir()
    manifest = (documents / "manifest.csv").rename(built / "manifest.csv")
    taken = [path.rename(built / "aside" / path.name) for path in sorted(documents.glob("*.txt"))[:3]]
    (documents / "manifest.csv").write_text("path\n")
    without = planned()
    manifest.rename(documents / "manifest.csv")
    for path in taken:
        path.rename(documents / path.name)
    assert (without, planned()) == (
        "new 0 · changed 2 · removed 3 · unchanged 0",
        "new 0 · changed 2 · removed 0 · unchanged 3",
    )
    assert contents(built / "w" / "current") == full


def test_a_run_that_finds_nothing_changes_nothing_that_is_kept(built):
    from cronica.flows.build import build_warehouse

    before = files_of(built / "w" / "partitions")
    with pytest.raises(NothingToRead):
        build_warehouse([built / "mistyped"], built / "w", anew=True)
    assert files_of(built / "w" / "partitions") == before
    anew = build_warehouse([built / "documents"], built / "w", anew=True)
    assert (anew.plan, anew.unchanged) == (NEW, True)


def _flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()  # other partitions may share the file
    path.write_bytes(data)


def _halve(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(data) // 2])


DAMAGE = [_flip_a_bit, _halve, Path.unlink]
KEPT = ["paragraphs.parquet", "index.parquet", "SHA256SUMS"]


def _damaged(built: Path, damage, name: str) -> Path:
    (kept,) = (built / "w" / "partitions").glob(f"*/{name}")
    damage(kept)
    return built / "w"


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", KEPT)
def test_damage_to_what_is_kept_has_all_its_documents_read_again(built, damage, name, caplog):
    partitions = Partitions(_damaged(built, damage, name))
    partitions.drop_damaged()
    again = plan(discover([built / "documents"]).files, partitions.index())
    assert (len(again.to_read), again.unchanged) == (5, 0)
    assert " is damaged (" in caplog.text


@pytest.mark.parametrize(("damage", "name"), [*zip(DAMAGE, KEPT, strict=True)])
def test_damage_to_what_is_kept_changes_no_table(built, damage, name):
    from cronica.flows.build import build_warehouse

    right = contents(built / "w" / "current")
    again = build_warehouse([built / "documents"], _damaged(built, damage, name))
    assert again.plan == NEW
    assert contents(again.folder) == right
