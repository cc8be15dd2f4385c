"""The same documents give the same bytes, whatever surrounds the run; and the run speaks to nobody outside."""

import json
import os
import random
import shutil
import socket
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest

from cronica import seeds
from cronica.flows import settings
from cronica.schemas import registry
from cronica.warehouse.store import catalog
from cronica.warehouse.store.write import read_table
from tests.small_warehouse import DATASET, stage_tables

CRONICA = Path(sys.executable).with_name("cronica")
ALONE = 'ip link set lo up && "$@" >&2 && cat /proc/net/snmp'
"""A network with nothing in it but loopback; at the end it counts what was to be sent and had no way out."""
LISTENS = "0A"
MANY = 300_000


@dataclass(frozen=True)
class Apart:
    """A build in other surroundings: its release, the addresses it listened on and spoke to, what it left at home."""

    release: Path
    listened: set[str]
    spoke_to: set[str]
    unsendable: int
    at_home: list[str]


def addresses(table: str) -> list[tuple[str, str, str]]:
    """Local address, remote address and state of each line of ``/proc/net/tcp``."""
    return [
        (
            *(socket.inet_ntoa(struct.pack("<I", int(each[:8], 16))) for each in line.split()[1:3]),
            line.split()[3],
        )
        for line in table.splitlines()[1:]
    ]


@pytest.fixture(scope="module")
def apart(tmp_path_factory) -> Apart:
    """The bundled documents in another order, zone, locale and home, in small batches on all processors, alone."""
    if os.geteuid() or not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip(
            "a network of its own needs root, unshare and ip: not tested that a build needs no network"
        )
    folder = tmp_path_factory.mktemp("apart")
    (folder / "home").mkdir()
    documents = sorted(seeds.DOCUMENTS.glob("*.txt"), reverse=True)
    run = subprocess.Popen(
        [
            "unshare",
            "--net",
            "sh",
            "-c",
            ALONE,
            "sh",
            CRONICA,
            "build",
            *documents,
            "--warehouse",
            folder / "w",
        ],
        env={
            **os.environ,
            **{"TZ": "Asia/Almaty", "LC_ALL": "C", "PYTHONHASHSEED": "7", "CRONICA_BATCH_SIZE": "2"},
            **{"HOME": str(folder / "home"), "XDG_CACHE_HOME": str(settings.load().cache.parent)},
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    listened: set[str] = set()
    spoke_to: set[str] = set()
    ours = Path("/proc/self/ns/net").readlink()
    while run.poll() is None:
        try:
            if Path(f"/proc/{run.pid}/ns/net").readlink() != ours:
                for local, remote, state in addresses(Path(f"/proc/{run.pid}/net/tcp").read_text()):
                    (listened if state == LISTENS else spoke_to).add(local if state == LISTENS else remote)
        except OSError:
            break
        time.sleep(0.05)
    counted, errors = run.communicate()
    assert run.returncode == 0, errors
    names, numbers = (line.split() for line in counted.splitlines() if line.startswith("Ip: "))
    return Apart(
        (folder / "w" / "current").resolve(),
        listened,
        spoke_to,
        int(dict(zip(names, numbers, strict=True))["OutNoRoutes"]),
        sorted(path.name for path in (folder / "home").iterdir()),
    )


NAME_THE_RELEASE = (
    *("README.md", "CITATION.cff", "croissant.json", "datapackage.json"),  # say when it was made
    *("cronica.duckdb", "SHA256SUMS"),  # have the same rows, not the same bytes
)


def test_the_bytes_do_not_depend_on_order_batches_zone_locale_or_hash_seed(built, apart):
    def files(release: Path) -> dict[str, bytes]:
        found = (path.relative_to(release) for path in release.rglob("*") if path.is_file())
        return {
            str(path): (release / path).read_bytes() for path in found if path.name not in NAME_THE_RELEASE
        }

    def package(release: Path) -> dict[str, object]:
        described = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
        described["resources"] = [each for each in described["resources"] if each["format"] == "parquet"]
        return {key: value for key, value in described.items() if key not in ("created", "id", "version")}

    def database(release: Path) -> dict[str, pl.DataFrame]:
        with duckdb.connect(release / "cronica.duckdb", read_only=True) as connection:
            return {table.name: connection.sql(f"FROM {table.name}").pl() for table in registry.tables()}

    assert files(apart.release) == files(built.release)
    assert package(apart.release) == package(built.release)
    rows, others = database(apart.release), database(built.release)
    assert [name for name in rows if not rows[name].equals(others[name])] == []


def test_the_place_of_the_documents_is_in_no_byte(prefect_api, tmp_path):
    """Also of those that are refused: archives, links, lists, manifests and inputs that lead nowhere."""
    from cronica.flows.build import build_warehouse

    releases = []
    for place in ("here", "there/and/deeper"):
        root = tmp_path / place
        documents = root / "documents"
        documents.mkdir(parents=True)
        shutil.copy(next(seeds.DOCUMENTS.glob("*.txt")), documents)
        (documents / "manifest.csv").write_bytes(b"path\n\xff")
        (documents / "link.txt").symlink_to(root / "damaged.zip")
        (root / "empty").mkdir()
        (root / "damaged.zip").write_bytes(b"PK")
        with zipfile.ZipFile(root / "some.zip", "w") as packed:
            for name in ("a" * 300 + ".txt", "b", "b/c.txt", "../d.txt", str(root / "e.txt")[:1] + "e.txt"):
                packed.writestr(name, "Nota del 3 de mayo de 2001.")
        with tarfile.open(root / "none.tar", "w"):
            pass
        (root / "list.urls").write_bytes(b"\xff")
        names = ("documents", "empty", "damaged.zip", "some.zip", "none.tar", "list.urls", "none", "*.none")
        made = build_warehouse([root / name for name in names], tmp_path / place / "w").folder
        files = [path for path in sorted(made.rglob("*")) if path.is_file()]
        assert [path.name for path in files if str(tmp_path).encode() in path.read_bytes()] == []
        by_time = (*NAME_THE_RELEASE, "diff.json")
        releases.append({path.name: path.read_bytes() for path in files if path.name not in by_time})
        rows = read_table(made / "quarantine.parquet")
    assert releases[0] == releases[1]
    refused = {"link.txt", "manifest.csv", "d.txt", "e.txt", *names[1:3], *names[4:]}
    assert refused <= {Path(path).name for path in rows["source_path"]}


def test_a_database_of_many_rows_has_the_same_rows_in_the_same_order(tmp_path):
    """More rows than one row group, so that several threads load them."""
    letters = random.Random(7)
    rows = [
        DATASET["citations"][0] | {"citation_id": f"{number:08}-{letters.random()}"} for number in range(MANY)
    ]
    for citation in rows[::3]:
        citation["cited_date"] = None
    stage_tables(tmp_path, {"citations": rows})
    catalog.write_database(tmp_path)
    with duckdb.connect(tmp_path / "cronica.duckdb", read_only=True) as connection:
        assert connection.sql("FROM citations").pl().equals(read_table(tmp_path / "citations.parquet"))


def test_a_build_listens_on_loopback_alone_and_speaks_to_nobody_else(apart):
    assert apart.listened == {"127.0.0.1"}
    assert apart.spoke_to <= {"127.0.0.1", "0.0.0.0"}
    assert apart.unsendable == 0


def test_a_build_keeps_its_state_in_the_warehouse_and_the_cache(apart):
    assert apart.at_home == []
    assert (apart.release.parents[1] / ".prefect" / "prefect.db").is_file()
