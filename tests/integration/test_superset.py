"""A real Apache Superset connects to a release as docs/bi/superset.md says, and draws a chart's query.

Superset has its own environment (it wants other versions than Crónica):

    python3 -m venv superset && superset/bin/pip install apache-superset==6.1.0 "flask-caching==2.3.0" rich cachetools \
            duckdb-engine==0.17.0 duckdb==1.5.5
    CRONICA_SUPERSET=superset/bin pytest tests/integration/test_superset.py
"""

import json
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from cronica.warehouse.ask import query

PROGRAMS = os.environ.get("CRONICA_SUPERSET")
pytestmark = pytest.mark.skipif(
    not PROGRAMS,
    reason="SKIPPED, NOT PROVEN: Superset; CRONICA_SUPERSET names the bin folder of its environment",
)
PASSWORD = secrets.token_hex(8)


@pytest.fixture(scope="module")
def superset(tmp_path_factory):
    """Calls the REST interface of a Superset of its own, on a loopback port, as its administrator."""
    home = tmp_path_factory.mktemp("superset")
    (home / "config.py").write_text(
        f"SECRET_KEY = {secrets.token_hex(32)!r}\n"
        f"SQLALCHEMY_DATABASE_URI = 'sqlite:///{home / 'superset.db'}'\n"
        "WTF_CSRF_ENABLED = False\nTALISMAN_ENABLED = False\n",
        encoding="utf-8",
    )
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment = kept | {
        "SUPERSET_CONFIG_PATH": str(home / "config.py"),
        "FLASK_APP": "superset.app:create_app()",
        "SUPERSET_HOME": str(home),
    }
    program = str(Path(PROGRAMS, "superset").resolve())
    admin = ("--username", "admin", "--firstname", "A", "--lastname", "A", "--email", "a@a.invalid")
    for arguments in (["db", "upgrade"], ["fab", "create-admin", *admin, "--password", PASSWORD], ["init"]):
        subprocess.run([program, *arguments], env=environment, cwd=home, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "run", "--host", "127.0.0.1", "--port", str(port)]
    with (
        (home / "log").open("w") as log,
        subprocess.Popen(command, env=environment, cwd=home, stderr=log) as server,
    ):
        headers = {"Content-Type": "application/json"}

        def call(path: str, body: dict | None = None) -> dict:
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/api/v1/{path}", body and json.dumps(body).encode(), headers
            )
            try:
                with urllib.request.urlopen(request, timeout=120) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                raise AssertionError(f"{path}: {error.code} {error.read().decode()}") from None

        try:
            for _ in range(240):
                try:
                    who = {"username": "admin", "password": PASSWORD, "provider": "db"}
                    headers["Authorization"] = f"Bearer {call('security/login', who)['access_token']}"
                    break
                except OSError:
                    assert server.poll() is None, (home / "log").read_text()
                    time.sleep(0.5)
            yield call
        finally:
            server.terminate()


def test_a_chart_of_superset_gives_what_the_release_says(superset, built):
    address = f"duckdb:///{built.release / 'cronica.duckdb'}?access_mode=read_only"
    database = superset("database/", {"database_name": "Crónica", "sqlalchemy_uri": address})["id"]
    dataset = superset("dataset/", {"database": database, "schema": "main", "table_name": "timeline"})["id"]
    columns = {each["column_name"]: each for each in superset(f"dataset/{dataset}")["result"]["columns"]}
    assert columns["event_date"]["is_dttm"]
    chart = {
        "datasource": {"id": dataset, "type": "table"},
        "queries": [
            {
                "columns": ["event_type"],
                "metrics": [{"expressionType": "SQL", "sqlExpression": "COUNT(*)", "label": "facts"}],
                "orderby": [["event_type", True]],
            }
        ],
    }
    [drawn] = superset("chart/data", chart)["result"]
    asked = query.run(
        built.release, "SELECT event_type, count(*) AS facts FROM timeline GROUP BY ALL ORDER BY 1"
    )
    assert drawn["data"] == asked.to_pylist()
