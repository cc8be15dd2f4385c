"""Is this folder a whole release? What its descriptor and the contract promise is read back from disk."""

from pathlib import Path
from typing import Any

import duckdb

from cronica.schemas import registry
from cronica.schemas.errors import CronicaError
from cronica.schemas.model import Table
from cronica.schemas.quote import identifier, literal, parquet
from cronica.warehouse.store import bounded, kept, package


class InvalidRelease(CronicaError, ValueError):
    """A folder that must not be published; the message names the file and what is wrong with it."""


def verify(folder: Path) -> dict[str, Any]:
    """Check a staged or published folder and return its descriptor.

    Checked are: a published folder is as it was published; every table and view of the contract is described;
    every described file has the size and hash the descriptor states; every Parquet file has the stated rows
    and a unique key; each table and view of the database holds the same rows as its file.

    Raises:
        InvalidRelease: at the first promise that is not kept.
    """
    if (folder / kept.SUMS).exists() and (found := kept.fault(folder)):
        raise InvalidRelease(found)
    try:
        descriptor = package.read(folder)
    except ValueError as error:
        raise InvalidRelease(str(error)) from None
    resources = {each["path"]: each for each in descriptor["resources"]}
    for resource in resources.values():
        _check_file(folder, resource)
    if descriptor["id"] != package.content_id(resources.values()):
        raise InvalidRelease(f"{package.DESCRIPTOR}: id does not match the hashes of the resources")
    if package.DATABASE not in resources:
        raise InvalidRelease(f"{package.DATABASE}: missing from {package.DESCRIPTOR}")

    def check(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"ATTACH {literal(folder / package.DATABASE)} AS release (READ_ONLY)")
        for table in (*registry.tables(), *registry.views()):
            resource = resources.get(f"{table.name}.parquet")
            if resource is None:
                raise InvalidRelease(f"{table.name}.parquet: missing from {package.DESCRIPTOR}")
            _check_rows(connection, folder, table, resource["rowCount"])

    bounded.run(check)
    return descriptor


def _check_file(folder: Path, resource: dict[str, Any]) -> None:
    path = folder / resource["path"]
    if not path.is_file():
        raise InvalidRelease(f"{path.name}: missing")
    if path.stat().st_size != resource["bytes"] or f"sha256:{kept.file_hash(path)}" != resource["hash"]:
        raise InvalidRelease(f"{path.name}: size or hash differs from {package.DESCRIPTOR}")


def _check_rows(connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, expected: int) -> None:
    file = parquet(folder / f"{table.name}.parquet")
    columns = connection.execute(f"DESCRIBE FROM {file}").fetchall()
    in_file = _content(connection, file, columns)
    if in_file[0] != expected:
        raise InvalidRelease(
            f"{table.name}.parquet: {in_file[0]} rows where {package.DESCRIPTOR} states {expected}"
        )
    if _content(connection, f"release.{identifier(table.name)}", columns) != in_file:
        raise InvalidRelease(f"{table.name}.parquet: {package.DATABASE} has other rows in {table.name}")
    if not table.primary_key:
        return
    key = ", ".join(identifier(column) for column in table.primary_key)
    broken = connection.execute(
        f"SELECT {key} FROM {file} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    if broken is not None:
        raise InvalidRelease(f"{table.name}.parquet: key ({key}) is not unique at {broken}")


def _content(
    connection: duckdb.DuckDBPyConnection, source: str, columns: list[tuple[str, ...]]
) -> tuple[int, int]:
    """The number of rows, and the sum of their hashes, which does not hang on their order."""
    row = ", ".join(f"{identifier(name)}::{kind}" for name, kind, *_ in columns)
    rows, content = connection.execute(f"SELECT count(*), sum(hash({row})::HUGEINT) FROM {source}").fetchone()
    return rows, content
