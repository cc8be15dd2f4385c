"""Inputs that do harm to who gathers them: each fault ends in its own row, the rest is read, the run ends well."""

import re

import polars as pl
import pytest

from cronica.warehouse.publish.verify import verify
from tests.hostile.inputs import inputs

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
TOLD = {
    "not_found",
    "link",
    "unreadable",
    "not_a_file",
    "bad_manifest",
    "hash_differs",
    "bad_archive",
    "bad_symbol",
}


@pytest.mark.filterwarnings("ignore:Duplicate name")  # so it is meant
@pytest.mark.parametrize("seed", [1])
def test_every_fault_is_a_row_and_the_good_documents_are_published(here, prefect_api, tmp_path, seed):
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "good.txt").write_text("Carta de fecha 4 de junio de 2019 sobre el desarme.\n")
    given = [tmp_path / "good", *inputs(tmp_path / "bad", seed)]
    warehouse = tmp_path / "warehouse"
    done = here(
        "build", *given, "--warehouse", warehouse, PREFECT_API_URL=prefect_api, CRONICA_FETCH_PAUSE="0"
    )
    assert done.returncode == 0, done.stderr
    assert CONTROL.findall(done.stdout + done.stderr) == []
    assert "Traceback" not in done.stderr
    release = (warehouse / "current").resolve()
    verify(release)
    documents, refused = (
        pl.read_parquet(release / f"{name}.parquet") for name in ("documents", "quarantine")
    )
    assert {"good.txt", "place", "twice.txt", "two.txt"} & {*documents["source_path"]} >= {
        "good.txt",
        "twice.txt",
    }
    assert set(refused["reason_code"]) >= TOLD
    assert not refused.filter(pl.col("message").str.contains("please report")).height
    assert not any(b"root:x:0" in path.read_bytes() for path in release.rglob("*") if path.is_file())
    assert not any(
        str(tmp_path).encode() in path.read_bytes() for path in release.rglob("*") if path.is_file()
    )
    left_out = [path for path in (tmp_path.parent, tmp_path) if (path / "out.txt").exists()]
    assert left_out == []


def test_no_number_of_texts_in_no_known_language_stops_a_release(here, prefect_api, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("Carta de fecha 4 de junio de 2019 sobre el desarme.\n")
    for number in range(9):
        (tmp_path / "in" / f"{number}.txt").write_text(f"zzqx vbrt {number} 77 qqkw\n")
    done = here("build", tmp_path / "in", "--warehouse", tmp_path / "w", PREFECT_API_URL=prefect_api)
    assert done.returncode == 0, done.stderr
    languages = pl.read_parquet(tmp_path / "w" / "current" / "documents.parquet")["language"].to_list()
    assert languages.count("und") == 9
