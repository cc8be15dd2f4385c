"""Releases of a warehouse: ``releases``, ``rollback``, ``prune``, ``diff`` and ``check``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cronica.cli.common import Exit, say, write
from cronica.cli.options import JsonOption, WaitOption, WarehouseOption, warehouse_folder

if TYPE_CHECKING:
    from cronica.warehouse.publish.release import Warehouse

NAME_HELP = "Its id, the beginning of its id, `current` or `previous`."


def releases(as_json: JsonOption = False, warehouse: WarehouseOption = None) -> None:
    """List the releases of the warehouse, oldest first: when, how much, which is in force, and why.

    Example: cronica releases --json
    """
    from cronica.cli import answers

    rows = list(_listed(_store(warehouse)))
    if not rows and not as_json:
        say("there is no release yet: run `cronica build`")
    elif not as_json:
        rows = [{**row, "in_force": "yes" if row["in_force"] else ""} for row in rows]
    if rows or as_json:
        answers.listed(list(rows[0]) if rows else [], [list(row.values()) for row in rows], as_json=as_json)


def rollback(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[RELEASE]", help=f"{NAME_HELP} The one before the release in force if not given."
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why, to stand in the list of releases.")
    ] = "rolled back to",
    wait: WaitOption = 0.0,
    warehouse: WarehouseOption = None,
) -> None:
    """Put an earlier release in force again.

    The next build of the same documents puts their own release in force once more.

    Example: cronica rollback --reason "the sessions of 2021 are missing"
    """
    store = _store(warehouse)
    with store.lock(wait):
        release = store.rollback(name, reason)
    write(f"Release {release.id} is in force, in {release.path}")


def prune(
    keep: Annotated[int, typer.Option(min=1, metavar="N", help="How many of the newest releases to leave.")],
    wait: WaitOption = 0.0,
    warehouse: WarehouseOption = None,
) -> None:
    """Remove old releases, never the one in force, and old reports of runs that published nothing.

    Example: cronica prune --keep 5
    """
    store = _store(warehouse)
    with store.lock(wait):
        removed = store.prune(keep)
    for release in removed:
        write(f"removed {release}")
    say(f"{len(removed)} removed, {len(store.history())} left")


def diff(
    before: Annotated[str, typer.Argument(metavar="RELEASE", help=f"The older release. {NAME_HELP}")],
    after: Annotated[str, typer.Argument(metavar="[RELEASE]", help="The newer release.")] = "current",
    as_json: JsonOption = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Say what two releases differ in: columns, numbers of rows, rows added, removed and changed by key.

    Example: cronica diff previous
    """
    import json

    from cronica.cli import answers
    from cronica.warehouse.publish import diff as differences

    store = _store(warehouse)
    old, new = store.find(before), store.find(after)
    report = differences.compare(old.path, new.path)
    if as_json:
        write(json.dumps({"before": old.id, "after": new.id, **report}, ensure_ascii=False, indent=1))
        return
    changed = [table for table in report["tables"] if not differences.is_same(table)]
    if not changed:
        write(f"{old.id} and {new.id} hold the same")
        return
    columns = ["table", "before", "after", *differences.KINDS, "columns", "such as"]
    answers.listed(columns, map(_row, changed), as_json=False)
    if values := list(_values(changed)):
        write("")
        answers.listed(["table", "key", "column", "before", "after"], values, as_json=False)


def check(
    name: Annotated[str, typer.Argument(metavar="[RELEASE]", help=NAME_HELP)] = "current",
    warehouse: WarehouseOption = None,
) -> None:
    """Verify a release, row by row, and that all that is kept for the next build is as it was made.

    Nothing is changed. Exit code 3 says that something is damaged; the next build makes it again.

    Example: cronica check
    """
    from cronica.flows import settings
    from cronica.flows.incremental.partitions import Partitions
    from cronica.flows.orchestration import recording
    from cronica.warehouse.publish.verify import verify
    from cronica.warehouse.store import kept

    store = _store(warehouse)
    release = store.find(name)
    cache = settings.load().cache
    folders = [each.path for each in store.history()] + Partitions(store.root).all()
    folders += [path.parent for path in cache.rglob(kept.SUMS) if "warehouses" not in path.parts]
    damaged = {str(folder): found for folder in folders if (found := kept.fault(folder))}
    if not recording.is_sound(store.root / ".prefect"):
        damaged[str(store.root / ".prefect")] = "the history of runs is not as it was left"
    for folder, found in damaged.items():
        say(f"{folder} is damaged: {found}")
    verify(release.path)
    write(f"release {release.id} is whole{'' if damaged else '; all that is kept is as it was made'}")
    if damaged:
        raise typer.Exit(Exit.REFUSED)


def _store(warehouse: Path | None) -> "Warehouse":
    from cronica.warehouse.publish.release import Warehouse
    from cronica.warehouse.publish.remote import remote

    root = warehouse or warehouse_folder()
    if there := remote(root):
        there.fetch(everything=True)
    return Warehouse(root)


def _listed(store: "Warehouse") -> Iterator[dict[str, Any]]:
    from cronica.warehouse.publish import history
    from cronica.warehouse.store import package

    current, reasons = store.current(), history.reasons(store.root)
    for release in store.history():
        try:
            described = package.read(release.path)
        except ValueError as error:
            described, reasons[release.id] = {"resources": []}, f"damaged: {error}"
        rows = {each["name"]: each["rowCount"] for each in described["resources"] if "rowCount" in each}
        yield {
            "release": release.id,
            "created": described.get("created"),
            "documents": rows.get("documents"),
            "rows": sum(rows.values()),
            "in_force": release == current,
            "reason": reasons.get(release.id),
        }


def _values(tables: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """What was another value in the rows that are named as changed."""
    for table in tables:
        for key, columns in table["keys"]["changed"]["values"].items() if table["keys"] else ():
            for column, values in columns.items():
                yield [table["name"], key, column, *values]


def _row(table: dict[str, Any]) -> list[Any]:
    """One table of a report as a row; what differs is named in words."""
    marks = {"added": "+", "removed": "-", "retyped": "~", "changed": "~"}
    keys = table["keys"] or {}
    return [
        table["name"],
        *table["rows"].values(),
        *(kind["rows"] for kind in keys.values()),
        *([None] * (3 - len(keys))),
        " ".join(f"{marks[kind]}{name}" for kind, names in table["columns"].items() for name in names),
        " ".join(f"{marks[kind]}{found['examples'][0]}" for kind, found in keys.items() if found["rows"]),
    ]
