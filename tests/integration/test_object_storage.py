"""Documents and a warehouse on S3: a real server, two machines that share nothing else."""

import re
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import fsspec
import polars as pl
import pytest

from cronica.flows.settings import load
from cronica.flows.sources import gather
from tests import made_texts
from tests.release_files import contents

SERVER = Path(sys.executable).with_name("localbucket")
WAREHOUSE = "s3://archive/made/warehouse"


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    """An S3 server with an empty bucket ``archive``: the variables to reach it."""
    root = tmp_path_factory.mktemp("storage")
    (root / "archive").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (root.parent / "server.log").open("wb") as log:
        server = subprocess.Popen([SERVER, "--port", str(port), root], stdout=log, stderr=log)
    until = time.monotonic() + 30
    while True:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert time.monotonic() < until and server.poll() is None, "the server does not start"
        time.sleep(0.05)
    keys = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
    yield {**keys, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def bucket(storage):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in storage.items():
            patch.setenv(name, value)
        yield fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)


@pytest.fixture(scope="module")
def machine(cronica, storage, prefect_api, tmp_path_factory):
    """Run the command as on a machine of this name: each has its own cache, and nothing else."""
    caches = {name: str(tmp_path_factory.mktemp(name)) for name in ("builder", "reader", "fresh")}

    def run(name: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        own = {"XDG_CACHE_HOME": caches[name], "PREFECT_API_URL": prefect_api}
        return cronica(*arguments, **(storage | own | environment))

    return run


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """Seven documents, and one that cannot be read."""
    folder = made_texts.write(tmp_path_factory.mktemp("made") / "documents", 7)
    (folder / "empty.txt").write_bytes(b"  ")
    return folder


@pytest.fixture(scope="module")
def first(machine, bucket, texts):
    """The first build from objects to a warehouse of objects."""
    bucket.put(f"{texts}/", "archive/made/documents/", recursive=True)
    return machine("builder", "build", "s3://archive/made/documents", "--warehouse", WAREHOUSE)


def in_force(bucket) -> str:
    return bucket.cat_file("archive/made/warehouse/current").decode()


def fetched(bucket, folder: Path) -> Path:
    """A copy of the release in force."""
    bucket.get(f"archive/made/warehouse/releases/{in_force(bucket)}/", f"{folder}/", recursive=True)
    return folder


def test_a_build_from_objects_to_objects_holds_what_one_does_from_folder_to_folder(
    first, bucket, here, prefect_api, texts, tmp_path
):
    assert first.returncode == 0, first.stderr
    local = here("build", texts, "--warehouse", tmp_path / "local", PREFECT_API_URL=prefect_api)
    assert local.returncode == 0, local.stderr
    assert contents(fetched(bucket, tmp_path / "there")) == contents(tmp_path / "local" / "current")


def test_a_release_is_read_where_it_lies(first, bucket, storage):
    address = f"s3://archive/made/warehouse/releases/{in_force(bucket)}/documents.parquet"
    options = {
        "aws_access_key_id": storage["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": storage["AWS_SECRET_ACCESS_KEY"],
        "aws_endpoint_url": storage["AWS_ENDPOINT_URL"],
        "aws_region": storage["AWS_DEFAULT_REGION"],
        "aws_allow_http": "true",
    }
    assert pl.scan_parquet(address, storage_options=options).select(pl.len()).collect().item() == 7


def test_another_machine_asks_builds_on_what_is_there_and_rolls_back(first, machine, bucket, tmp_path):
    count = ("sql", "SELECT count(*) AS n FROM documents", "--csv", "--warehouse", WAREHOUSE)
    before = in_force(bucket)
    asked = machine("reader", *count)
    assert (asked.returncode, asked.stdout) == (0, "n\n7\n"), asked.stderr

    bucket.pipe_file("archive/made/documents/letter.txt", b"Carta de fecha 4 de junio de 2002\n\nTexto.\n")
    built = machine("reader", "build", "s3://archive/made/documents", "--warehouse", WAREHOUSE)
    assert built.returncode == 0, built.stderr
    assert re.search(r"plan +new 1 · changed 0 · removed 0 · unchanged 8", built.stderr)
    assert in_force(bucket) > before
    assert machine("builder", *count).stdout == "n\n8\n"

    back = machine("builder", "rollback", "--warehouse", WAREHOUSE)
    assert back.returncode == 0, back.stderr
    assert in_force(bucket) == before
    assert machine("reader", *count).stdout == "n\n7\n"


def test_storage_that_does_not_answer_is_one_line(first, machine, bucket):
    before = in_force(bucket)
    nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
    for command in (("sql", "SELECT 1"), ("build",)):
        asked = machine("reader", *command, "--warehouse", WAREHOUSE, **nowhere)
        assert asked.returncode == 5, asked.stderr
        assert re.fullmatch(rf"cronica: {WAREHOUSE} cannot be used \(.+\): check .+\n", asked.stderr)
    assert in_force(bucket) == before


def test_objects_are_laid_down_under_their_names_and_what_is_no_document_is_not(bucket, tmp_path):
    bucket.pipe_file("archive/some/a/b.txt", b"uno")
    bucket.pipe_file("archive/some/.hidden/c.txt", b"dos")
    bucket.pipe_file("archive/somewhere/else.txt", b"tres")
    given = ["s3://archive/some", "s3://archive/somewhere/else.txt", "s3://archive/nothing"]
    for name in ("first", "kept"):
        paths, refused = gather(given, tmp_path / name, replace(load().fetching, cache=tmp_path / "cache"))
        laid = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        assert {str(path.relative_to(tmp_path / name)): path.read_text() for path in laid} == {
            "objects/001/a/b.txt": "uno",
            "objects/002/else.txt": "tres",
        }
        assert paths == [tmp_path / name / "objects" / number for number in ("001", "002")]
        assert [(each.source_path, each.reason_code) for each in refused] == [
            ("s3://archive/nothing", "no_documents")
        ]


def test_a_fresh_machine_plans_and_retries_by_what_is_there(first, machine):
    given = ("s3://archive/made/documents", "--warehouse", WAREHOUSE)
    planned = machine("fresh", "build", "--dry-run", *given)
    assert (planned.returncode, planned.stdout) == (0, "new 0 · changed 0 · removed 0 · unchanged 9\n")
    again = machine("fresh", "retry", *given)
    assert again.returncode == 0, again.stderr
    assert "0 of 1 documents that could not be read are read now" in again.stderr
