"""A warehouse on object storage: an ordinary warehouse folder that follows an address, ``s3://bucket/path``.

Object storage has no rename, so nothing is ever worked on there::

    <address>/releases/<release id>/…   whole releases, never changed once there
    <address>/partitions/…                   what is known from reading, for the next run
    <address>/history.jsonl
    <address>/current                   the id of the release in force: one small object, put last

Whoever writes first brings here what is there, and last sends there what is new. Whoever reads brings the
release in force, once. The storage is any that fsspec has a file system for, found and entered as that
library says: for S3 by ``AWS_ENDPOINT_URL``, ``AWS_ACCESS_KEY_ID`` and the other variables of every AWS tool.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cronica.schemas.errors import CronicaError
from cronica.warehouse.store import kept
from cronica.warehouse.store.disk import remove

ADDRESS = ".address"
CURRENT = "current"
LOOSE = ("history.jsonl", "partitions/last.json", "partitions/inputs.json")
FOLDERS = ("releases/", "partitions/")
LAST = f"/{kept.SUMS}"
"""The file of a release, and of a partition, that is sent last: without it what is there is not whole."""


class RemoteError(CronicaError):
    """The storage cannot be used; the message is one line that says why and what to do."""


def folder_of(warehouse: str | Path, cache: Path) -> Path:
    """The folder of a warehouse on this machine.

    Args:
        warehouse: a folder, which is given back, or an address such as ``s3://bucket/path``: for it a folder
            that follows the address is made, with nothing brought into it yet.
        cache: folder for what can be made again.
    """
    if isinstance(warehouse, Path) or "://" not in warehouse:
        return Path(warehouse)
    address = warehouse
    name = address.rstrip("/").rpartition("/")[2]
    key = hashlib.sha256(address.rstrip("/").encode()).hexdigest()[:12]
    root = cache / "warehouses" / f"{name}-{key}"
    root.mkdir(parents=True, exist_ok=True)
    (root / ADDRESS).write_text(address.rstrip("/"), encoding="utf-8")
    return root


class Remote:
    """What lies at the address a folder follows.

    Raises:
        RemoteError: by every method, when the storage does not answer as it should.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._address = (root / ADDRESS).read_text(encoding="utf-8")
        with self._plain_errors():
            import fsspec

            self._storage, self._base = fsspec.core.url_to_fs(self._address, skip_instance_cache=True)
            self._current = self._read_current()  # first: the release it names is then in the list
            found = self._storage.find(self._base, detail=True)
        self._sizes = {path.removeprefix(f"{self._base}/"): info["size"] for path, info in found.items()}

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except ImportError as error:
            raise RemoteError(f'{self._address} needs {error.name}: pip install "cronica[s3]"') from None
        except Exception as error:  # every library of storage has its own
            what = str(error).partition("\n")[0] or type(error).__name__
            raise RemoteError(
                f"{self._address} cannot be used ({what}): check the address, the keys and AWS_ENDPOINT_URL"
            ) from error

    def fetch(self, *, everything: bool) -> None:
        """Bring what is there here, and put its release in force here too.

        Args:
            everything: all releases and partitions, to write on; else the release in force, to read.
        """
        if self._current is None:
            return
        with self._plain_errors():
            for folder in self._whole_folders():
                if everything or folder == f"releases/{self._current}":
                    self._fetch_folder(folder)
            for name in LOOSE if everything else ():
                if name in self._sizes:
                    self._storage.get_file(f"{self._base}/{name}", str(self._root / name))
        if everything:
            for path in (self._root / "releases").iterdir():
                if f"releases/{path.name}{LAST}" not in self._sizes:  # removed by another
                    remove(path)
        aside = self._root / f".{CURRENT}-{secrets.token_hex(4)}"
        aside.symlink_to(Path("releases") / self._current)
        aside.replace(self._root / CURRENT)

    def copy(self, ending: str, folder: Path) -> None:
        """Copy the files there whose names end so into a folder, each under its own name."""
        with self._plain_errors():
            for name in self._sizes:
                if name.endswith(ending):
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    self._storage.get_file(f"{self._base}/{name}", str(folder / name))

    def send(self) -> None:
        """Make what is there the same as here: the release in force last, then what is gone goes."""
        here = {name: path for path in self._root.rglob("*") if path.is_file() and (name := self._name(path))}
        with self._plain_errors():
            for name in sorted(here, key=lambda name: (name.endswith(LAST), name)):
                if not self._is_there(name, here[name]):
                    self._storage.put_file(str(here[name]), f"{self._base}/{name}")
            if (self._root / CURRENT).exists():
                release = (self._root / CURRENT).readlink().name
                self._storage.pipe_file(f"{self._base}/{CURRENT}", release.encode())
            for name in self._sizes:
                if name.startswith(FOLDERS) and name not in here:
                    self._storage.rm_file(f"{self._base}/{name}")

    def _read_current(self) -> str | None:
        try:
            return str(self._storage.cat_file(f"{self._base}/{CURRENT}").decode())
        except FileNotFoundError:
            return None

    def _name(self, path: Path) -> str:
        """Its name there; empty for what is of this machine only."""
        name = path.relative_to(self._root).as_posix()
        return name if name in LOOSE or (name.startswith(FOLDERS) and "/." not in name) else ""

    def _is_there(self, name: str, path: Path) -> bool:
        """Whether this file need not be sent: rows and releases never change under one name."""
        lasting = name.startswith("releases/") or name.endswith(".parquet")
        return lasting and self._sizes.get(name) == path.stat().st_size

    def _whole_folders(self) -> list[str]:
        """The releases and partitions there that were sent to their end."""
        return sorted(name.rpartition("/")[0] for name in self._sizes if name.endswith(LAST))

    def _fetch_folder(self, folder: str) -> None:
        """Bring a folder that is not here; it appears whole, also beside others who do the same."""
        target = self._root / folder
        if kept.is_at_hand(target):
            return
        with kept.made(target) as aside:
            for name in self._sizes:
                if name.startswith(f"{folder}/"):
                    to = aside / name.removeprefix(f"{folder}/")
                    to.parent.mkdir(parents=True, exist_ok=True)
                    self._storage.get_file(f"{self._base}/{name}", str(to))


def address_of(root: Path) -> str:
    """The address a warehouse folder follows, else its full path: how other processes name it."""
    try:
        return (root / ADDRESS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return str(root.resolve())


def remote(root: Path) -> Remote | None:
    """What lies at the address a warehouse folder follows; None when it follows none."""
    return Remote(root) if (root / ADDRESS).exists() else None
