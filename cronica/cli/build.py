"""``cronica build``: read documents and publish them."""

import json
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import cronica
from cronica.cli import ending, escape
from cronica.cli.common import Exit, say, write
from cronica.cli.options import Form, JsonOption, WaitOption, WarehouseOption, warehouse_folder

if TYPE_CHECKING:
    from cronica.flows.orchestration.summary import RunSummary
    from cronica.release import Release

FIRST_QUESTION = (
    "SELECT event_date, event_type, symbol, title FROM timeline "
    "WHERE event_type IN ('adoption', 'letter', 'issue') ORDER BY event_date LIMIT 10"
)


InputsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, archives, patterns, addresses, un:SYMBOL, lists of these in a .urls file; "
        "the bundled documents if none is given.",
    ),
]


def build(
    inputs: InputsArgument = None,
    warehouse: WarehouseOption = None,
    wait: WaitOption = 0.0,
    accept_shrinkage: Annotated[
        bool,
        typer.Option(
            "--accept-shrinkage", help="Publish also when there is much less than in the release in force."
        ),
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Read every document again; nothing that was kept of it is used.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what is new, changed, gone and unchanged.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="With --dry-run, name the files that are new, changed and gone.")
    ] = False,
    as_json: JsonOption = False,
    debug: bool = False,
) -> None:
    """Read documents and publish them as one release.

    Example: cronica build letters/ session75.zip un:A/RES/73/331 --warehouse un
    """
    root = warehouse or warehouse_folder()
    if dry_run:
        _show_plan(inputs, root, verbose=verbose, as_json=as_json)
        return
    options = {"wait": wait, "accept_shrinkage": accept_shrinkage, "anew": anew}
    release = _build(inputs, root, debug=debug, as_json=as_json, **options)
    if as_json:
        return
    from cronica.cli import answers
    from cronica.warehouse.report import PAGE

    option = f" --warehouse {shlex.quote(str(warehouse))}" if warehouse else ""
    write(f'\n$ {_program()} sql "{FIRST_QUESTION}"{option}\n')
    answers.whole(release.sql(FIRST_QUESTION), Form())
    write(f"\nreport: {release.path / PAGE}, open with `{_program()} report --open{option}`")


def retry(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT]...", help="As for `build`; what it was given last if none is given."),
    ] = None,
    warehouse: WarehouseOption = None,
    wait: WaitOption = 0.0,
    debug: bool = False,
) -> None:
    """Build, and read again the documents that could not be read: they stand in `quarantine`.

    A build leaves them as they are until they or the program change. Example: cronica retry --warehouse un
    """
    root = warehouse or warehouse_folder()
    before = _quarantined(root)
    if there := inputs or _last_inputs(root):
        say(f"reads {', '.join(there)}")
    say(f"reads again what could not be read: {', '.join(sorted(before)) or 'nothing'}")
    release = _build(inputs, root, wait=wait, retry=True, debug=debug)
    still = before & {source for source, _, _ in release.summary.refused} if release.summary else before
    say(f"{len(before) - len(still)} of {len(before)} documents that could not be read are read now")


def _show_plan(inputs: list[str] | None, root: Path, *, verbose: bool, as_json: bool) -> None:
    """What a build would have to do, and with which files."""
    from cronica.flows import run

    plan = run.planned(inputs or None, root)
    files = {kind: getattr(plan, kind) for kind in ("new", "changed", "removed")}
    if as_json:
        write(json.dumps({**files, "unchanged": plan.unchanged}, ensure_ascii=False, indent=1))
        return
    write(str(plan))
    for kind, paths in files.items() if verbose else ():
        for path in paths:
            write(escape.text(f"{kind:<8} {path}"))


def _build(
    inputs: list[str] | None, root: Path, *, debug: bool, as_json: bool = False, **options: Any
) -> "Release":
    """Build and report what came of it; a run that publishes nothing ends the command."""
    try:
        with ending.in_order(at_last=lambda: _abandon(root)), _progress(debug):
            release = cronica.build(inputs, root, debug=debug, **options)
    except cronica.Refused as refusal:
        _report(refusal.summary, as_json)
        nothing = isinstance(refusal, cronica.NothingToRead)
        raise typer.Exit(Exit.NOTHING_TO_READ if nothing else Exit.REFUSED) from None
    assert release.summary
    _report(release.summary, as_json)
    return release


def _abandon(root: Path) -> None:
    """Leave nothing staged by a run that does not come to its end in time."""
    from cronica.flows import run
    from cronica.warehouse.publish.release import Warehouse

    Warehouse(run.warehouse_folder(root)).abandon()


def _last_inputs(root: Path) -> list[str]:
    """What the last build was given, as far as it is known here."""
    from cronica.flows.incremental.partitions import Partitions

    return Partitions(root).inputs() or []


def _quarantined(root: Path) -> set[str]:
    """The documents that could not be read: of the release in force or, before the first, of the last run."""
    import polars as pl

    from cronica.warehouse.publish.release import Warehouse
    from cronica.warehouse.publish.remote import remote

    if there := remote(root):
        there.fetch(everything=False)
    store = Warehouse(root)
    current = store.current()
    folders = [current.path] if current else sorted((store.root / "failed").glob("*"))[-1:]
    try:
        rows = [pl.read_parquet(folder / "quarantine.parquet").to_dicts() for folder in folders]
    except (OSError, pl.exceptions.PolarsError):  # damaged: the run says so
        return set()
    return {
        row["source_path"] for row in chain(*rows) if row["table_name"] is None and row["stage"] != "discover"
    }


def _report(summary: "RunSummary", as_json: bool) -> None:
    """What was made and where, or why nothing was."""
    if as_json:
        refused = [dict(zip(("source", "reason", "message"), each, strict=True)) for each in summary.refused]
        told = {**asdict(summary), "folder": str(summary.folder), "refused": refused}
        write(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for source, _, message in summary.refused:
        say(f"quarantine: {source}: {message}")
    if summary.issues:
        found = ", ".join(f"{number} {severity}" for severity, number in summary.issues.items())
        say(f"issues found in the documents: {found}")
    if summary.release is None:
        for reason in summary.stopped_by:
            say(f"nothing was published: {reason}")
        report = f"the report is in {summary.folder}; " if summary.tables else ""
        say(f"{report}a release published before stays in force")
        return
    state = "unchanged" if summary.unchanged else "new"
    documents = f"{summary.documents} document{'' if summary.documents == 1 else 's'}"
    write(f"\nRelease {summary.release} ({state}): {documents}, in {summary.folder}\n")
    width = max(len(name) for name in summary.tables)
    for name, rows in summary.tables.items():
        write(f"  {name:<{width}}  {rows:>7,}")


@contextmanager
def _progress(debug: bool) -> Iterator[None]:
    """The stages of a run on standard error, a line each; in a terminal also how far the reading is."""
    import logging
    import warnings

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    rate = TextColumn("{task.fields[rate]} a second,")
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)

    def show(record: logging.LogRecord) -> None:
        console.print(record.getMessage())
        if to_read := getattr(record, "to_read", 0):
            bar.add_task("reading", total=to_read, rate="-")
        for task in bar.tasks:
            bar.update(task.id, advance=getattr(record, "read", 0))
            bar.update(task.id, rate=f"{task.speed or 0:.0f}", visible=not task.finished)

    stages = logging.getLogger("cronica")
    lines = logging.Handler()
    lines.emit = show  # type: ignore[method-assign]
    stages.addHandler(lines)
    stages.setLevel(logging.INFO)
    logging.raiseExceptions = debug  # a log that cannot be kept is no news beside what kept it from that
    with warnings.catch_warnings(), bar:
        if not debug:
            warnings.simplefilter("ignore")
        try:
            yield
        finally:
            stages.removeHandler(lines)


def _program() -> str:
    """This command as a person can type it here: its name, or its path when the name alone is not found."""
    path = Path(sys.argv[0])
    here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return "cronica" if shutil.which("cronica") else str(here)
