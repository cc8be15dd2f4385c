"""Documents of the United Nations and its neighbours as tables anyone can query.

``read`` reads one document in this process. ``build`` reads many and publishes a release of a warehouse;
``open`` opens one. What stands in ``__all__`` is public and keeps its meaning. Everything else is private and
may change with any version. ``docs/python.md`` shows how it is used.
"""

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cronica import document, rows
from cronica.document import Document
from cronica.release import Release
from cronica.schemas.errors import CronicaError

if TYPE_CHECKING:
    from cronica.flows.extract.extracted import Unreadable
    from cronica.flows.orchestration.recording import ServerError
    from cronica.flows.orchestration.summary import NothingToRead, Refused
    from cronica.flows.settings import SettingsError
    from cronica.warehouse.ask.sandbox import QueryError
    from cronica.warehouse.publish.lock import WarehouseBusy
    from cronica.warehouse.publish.release import NoRelease, UnknownRelease
    from cronica.warehouse.publish.remote import RemoteError
    from cronica.warehouse.publish.verify import InvalidRelease

__all__ = [
    "CronicaError",
    "Document",
    "InvalidRelease",
    "NoRelease",
    "NothingToRead",
    "QueryError",
    "Refused",
    "Release",
    "RemoteError",
    "ServerError",
    "SettingsError",
    "UnknownRelease",
    "Unreadable",
    "WarehouseBusy",
    "build",
    "open",
    "read",
    "rows",
]
_ERRORS = {
    "InvalidRelease": "warehouse.publish.verify",
    "NoRelease": "warehouse.publish.release",
    "NothingToRead": "flows.orchestration.summary",
    "QueryError": "warehouse.ask.sandbox",
    "Refused": "flows.orchestration.summary",
    "RemoteError": "warehouse.publish.remote",
    "ServerError": "flows.orchestration.recording",
    "SettingsError": "flows.settings",
    "UnknownRelease": "warehouse.publish.release",
    "Unreadable": "flows.extract.extracted",
    "WarehouseBusy": "warehouse.publish.lock",
}
"""Where the errors are; they are imported when they are asked for, to keep ``import cronica`` fast."""


def __getattr__(name: str) -> Any:
    if name in _ERRORS:
        return getattr(import_module(f"cronica.{_ERRORS[name]}"), name)
    if name == "__version__":
        from importlib.metadata import version

        return version("cronica")
    raise AttributeError(f"module 'cronica' has no attribute {name!r}")


def read(
    source: str | bytes | Path, *, language: str | None = None, published: date | None = None
) -> Document:
    """Read one document in this process, without a warehouse.

    A file made to do harm may take much time and memory here; ``build`` reads in processes with limits.

    Args:
        source: a ``str`` is the text itself, ``bytes`` are those of a file of any known format, a ``Path`` is
            a file.
        language: ISO 639-1 code of its language, when it is known; else the text shows it.
        published: the day it was published, when it is known. It gives the year to a day printed without one.

    Raises:
        Unreadable: there is no text in it, or it is damaged, encrypted, too large or of no known format.
        TypeError: a ``str`` is the name of a file.
        ValueError: the language is no code of two letters.
        OSError: the file cannot be opened.
    """
    return document.read(source, language=language, published=published)


def build(
    inputs: str | Path | Iterable[str | Path] | None = None,
    warehouse: str | Path | None = None,
    *,
    wait: float = 0.0,
    accept_shrinkage: bool = False,
    retry: bool = False,
    anew: bool = False,
    debug: bool = False,
) -> Release:
    """Read documents and publish them as one release.

    A document that has not changed since the last run is not read again.

    Args:
        inputs: files, folders, archives, patterns, addresses, ``un:SYMBOL``, lists of these in a ``.urls``
            file; the bundled documents if none is given.
        warehouse: folder of the warehouse, or its address, ``s3://bucket/path``; ``CRONICA_WAREHOUSE`` or
            ``./cronica-warehouse`` if not given.
        wait: seconds to wait while another run is writing to it.
        accept_shrinkage: publish also when there is much less than in the release in force.
        retry: read again also the documents that could not be read.
        anew: read every document again; nothing that was kept of it is used.
        debug: show Prefect's log on standard error.

    Returns:
        The release now in force; its ``summary`` says what the run came to.

    Raises:
        Refused: the tables did not pass validation; its ``summary`` says why. The release in force stays.
        NothingToRead: no document could be read; a kind of ``Refused``.
        WarehouseBusy: another run is writing to this warehouse.
        ServerError: the Prefect server that is to record the run does not answer.
        SettingsError: a variable of the environment cannot be used.
        RemoteError: the storage at an address cannot be used.
    """
    from cronica.flows import run

    given = [inputs] if isinstance(inputs, str | Path) else None if inputs is None else list(inputs)
    summary = run.build(
        given or None,
        warehouse,
        wait=wait,
        accept_shrinkage=accept_shrinkage,
        retry=retry,
        anew=anew,
        debug=debug,
    )
    assert summary.release, "a run that publishes nothing raises Refused"
    return Release(summary.release, summary.folder, summary)


def open(warehouse: str | Path | None = None, release: str = "current") -> Release:
    """Open a release of a warehouse.

    Args:
        warehouse: its folder, or its address, ``s3://bucket/path``; ``CRONICA_WAREHOUSE`` or
            ``./cronica-warehouse`` if not given.
        release: ``current``, ``previous``, an id or the beginning of one.

    Raises:
        UnknownRelease: there is no such release, or more than one.
        NoRelease: the warehouse has none at all; a kind of ``UnknownRelease``.
        SettingsError: a variable of the environment cannot be used.
        RemoteError: the storage at an address cannot be used.
    """
    from cronica.flows.run import warehouse_folder
    from cronica.warehouse.publish.release import Warehouse
    from cronica.warehouse.publish.remote import remote

    root = warehouse_folder(warehouse)
    if there := remote(root):
        there.fetch(everything=release != "current")
    found = Warehouse(root).find(release)
    return Release(found.id, found.path)
