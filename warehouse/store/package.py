"""The description that travels with a release: a Frictionless Data Package and the data dictionary."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cronica.warehouse.store import kept

if TYPE_CHECKING:
    from cronica.schemas.model import Table

DESCRIPTOR = "datapackage.json"
DATABASE = "cronica.duckdb"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write(staged: Path, *, created: datetime, sources: Sequence[dict[str, Any]], program: str) -> None:
    """Write ``datapackage.json`` and ``DICTIONARY.md`` into a folder whose tables and database are complete.

    The package's ``id`` is the digest of all Parquet files: two releases with the same id hold the same data.

    Args:
        staged: folder with every table and view as Parquet and ``cronica.duckdb``.
        created: when the run that made the data began; an aware time, stored in UTC to the second.
        sources: what the data was made from, each a Frictionless source (``title``, ``path``, ``version``).
        program: the hash of the code that made the tables, the views and the page.

    Raises:
        FileNotFoundError: a table, a view or the database has not been written.
    """
    from cronica.schemas import registry, render  # who only reads a release does not wait for polars

    resources = [_table_resource(staged, table) for table in (*registry.tables(), *registry.views())]
    descriptor: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "cronica",
        "id": content_id(resources),
        "title": "Crónica: documents of the United Nations and its neighbours as tables",
        "version": registry.CONTRACT_VERSION,
        "program": program,
        "created": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": [
            {
                "name": "Apache-2.0",
                "path": "https://www.apache.org/licenses/LICENSE-2.0",
                "title": "Apache License 2.0, for the tables; the texts stay under their publishers' terms",
            }
        ],
        "contributors": [{"title": "Crónica", "roles": ["creator"]}],
    }
    if sources:  # the profile allows no empty list
        descriptor["sources"] = list(sources)
    descriptor["resources"] = [*resources, _database_resource(staged)]
    (staged / DESCRIPTOR).write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (staged / "DICTIONARY.md").write_text(render.dictionary(), encoding="utf-8")


def read(folder: Path) -> dict[str, Any]:
    """The descriptor of a release folder.

    Raises:
        ValueError: there is none, or another than was published, or it is no JSON object with resources.
    """
    if (folder / kept.SUMS).exists() and (found := kept.fault(folder, DESCRIPTOR)):
        raise ValueError(f"{folder.name}: {found}")
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{folder.name}: {DESCRIPTOR} cannot be read: {error}") from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise ValueError(f"{folder.name}: {DESCRIPTOR} describes no resources")
    return descriptor


def content_id(resources: Iterable[dict[str, Any]]) -> str:
    """``sha256:…`` over the names and hashes of all Parquet resources, in name order.

    The database is left out: it holds the same rows once more.
    """
    lines = sorted(f"{each['path']} {each['hash']}\n" for each in resources if each["path"] != DATABASE)
    return "sha256:" + hashlib.sha256("".join(lines).encode()).hexdigest()


def _table_resource(staged: Path, table: "Table") -> dict[str, Any]:
    import pyarrow.parquet as pq

    from cronica.schemas import render

    path = staged / f"{table.name}.parquet"
    rows = pq.read_metadata(path).num_rows
    return {**render.resource(table), **_file_facts(path), "rowCount": rows}


def _database_resource(staged: Path) -> dict[str, Any]:
    return {
        "name": "cronica",
        "path": DATABASE,
        "title": "Every table and view in one DuckDB file",
        "format": "duckdb",
        "mediatype": "application/vnd.duckdb",
        **_file_facts(staged / DATABASE),
    }


def _file_facts(path: Path) -> dict[str, Any]:
    return {"path": path.name, "bytes": path.stat().st_size, "hash": f"sha256:{kept.file_hash(path)}"}
