"""What the environment says is taken as it is, and nothing is done about it."""

import os
import subprocess
import sys

import pytest

from cronica.flows import settings


@pytest.mark.parametrize(
    ("quota", "processors"),
    [("max 100000", 3), ("200000 100000", 2), ("50000 100000", 1), ("900000 100000", 3), ("", 3)],
)
def test_a_container_and_an_affinity_bound_the_processors(quota, processors, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 5})
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    (tmp_path / "cpu.max").write_text(quota)
    assert settings.processors(tmp_path / "cpu.max") == processors
    assert settings.processors(tmp_path / "missing") == 3


def test_a_reader_process_inherits_no_keys(monkeypatch):
    keys = ("AWS_SECRET_ACCESS_KEY", "GOOGLE_APPLICATION_CREDENTIALS", "AZURE_STORAGE_KEY", "PREFECT_API_KEY")
    for name in (*keys, "MY_TOKEN", "SSH_AUTH_SOCK"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    kept = settings.reader_environment()
    assert "secret" not in kept.values()
    assert (kept["PATH"], kept["LC_ALL"], kept["POLARS_MAX_THREADS"]) == (os.environ["PATH"], "C.UTF-8", "1")


def test_importing_the_flow_does_nothing(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "CRONICA_WAREHOUSE": "s3://bucket/warehouse",
        "CRONICA_RUNNER": "nonsense",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import cronica.flows.build"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert [path.name for path in tmp_path.iterdir() if path.name != "prefect"] == []


def test_a_warehouse_on_object_storage_makes_no_folder_until_it_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("CRONICA_WAREHOUSE", "s3://bucket/warehouse")
    assert settings.load().warehouse == "s3://bucket/warehouse"
    assert list(tmp_path.iterdir()) == []
