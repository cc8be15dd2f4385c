"""Releases of a warehouse: staged aside, verified, put in force by one atomic rename.

A warehouse is a folder::

    <root>/releases/<release id>/   whole releases, never changed once there
    <root>/current                  relative link to the release in force
    <root>/history.jsonl            which release came into force when, and why; a line each time
    <root>/failed/<time>-<token>/   the reports of runs that did not pass
    <root>/.lock                    held by the one run that writes

A run killed at any instant leaves ``current`` on a whole release; the next run removes what it had staged.
"""

import logging
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cronica.schemas.errors import CronicaError
from cronica.warehouse.publish import history, lock
from cronica.warehouse.publish.remote import remote
from cronica.warehouse.store import kept, package
from cronica.warehouse.store.disk import remove, sync

STAGING = ".staging-"
OURS = f"{STAGING}{secrets.token_hex(4)}"
"""How the name of everything begins that this process stages."""
RELEASE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")

SAME = ("id", "program")
"""What of two descriptors is equal when a release need not be made a second time."""

log = logging.getLogger("cronica")


class UnknownRelease(CronicaError, ValueError):
    """No release, or more than one, has such a name; the message is one line that says which there are."""


class NoRelease(UnknownRelease):
    """The warehouse has no release yet."""


@dataclass(frozen=True, slots=True)
class Release:
    """One whole release.

    Attributes:
        id: ``YYYYMMDDTHHMMSSZ-<8 hex>``: when it was created, and the head of its content's digest. Ids
            sort by age, even when the clock was set back.
        path: its folder, resolved once; it stays readable when a newer release comes into force.
        reused: the run that published it found the same content already here and made no second copy.
    """

    id: str
    path: Path
    reused: bool = False


class Warehouse:
    """The folder a run writes releases to and people read them from."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.releases = self.root / "releases"
        self._locked = False
        self._whole: dict[Path, bool] = {}

    @contextmanager
    def lock(self, wait: float = 0.0) -> Iterator[None]:
        """Be the one writer. Whatever changes the warehouse needs it; readers never do.

        The lock ends with the process that holds it, however that process ends. A folder that follows an
        address is brought up to date first, and what changed in it is sent there last.

        Args:
            wait: seconds to wait for another run to end.

        Raises:
            WarehouseBusy: another run holds it.
            RemoteError: the address that is followed cannot be used.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with lock.held(self.root / ".lock", wait=wait):
            there = remote(self.root)
            if there:
                there.fetch(everything=True)
            self._locked = True
            self._whole.clear()
            try:
                yield
            finally:
                self._locked = False
                self._sweep()
            if there:
                there.send()

    def stage(self) -> Path:
        """A new empty folder to build a release in, until the lock ends; what dead runs left is removed.

        Raises:
            RuntimeError: the lock is not held.
        """
        self._require_lock()
        self.releases.mkdir(exist_ok=True)
        self._sweep()
        staged = self.releases / f"{OURS}{secrets.token_hex(2)}"
        staged.mkdir()
        return staged

    def abandon(self) -> None:
        """Remove what this process staged, also while a thread writes there: it ends before ``lock`` does."""
        for staged in self.releases.glob(f"{OURS}*"):
            with suppress(OSError):  # it has just been published, or removed
                gone = staged.rename(f"{staged}-gone")  # nothing new is made in it under its old name
                shutil.rmtree(gone, ignore_errors=True)
                shutil.rmtree(gone)  # with what was being made just then

    def publish(self, staged: Path) -> Release:
        """Verify the staged folder, write what it differs in from the release in force, and put it in force.

        When a release of the same program with the same content (every Parquet byte) is here and whole, it is
        put in force instead: also the one of a run that was killed just before it came into force.

        Args:
            staged: a folder from ``stage``, complete with database and descriptor.

        Raises:
            InvalidRelease: a file, hash, row count or key is not what the descriptor and the contract state.
                The staged folder is left for ``fail``.
            RuntimeError: the lock is not held.
        """
        from cronica.warehouse.publish import changes, diff  # who only opens a release waits for neither
        from cronica.warehouse.publish.verify import verify

        self._require_lock()
        before = self.last_whole()
        descriptor = verify(staged)
        for compared in (diff, changes):
            compared.write(before.path if before else None, staged)
        same = self._holding(descriptor)
        if same is not None:
            self._put_in_force(same, "built")
            shutil.rmtree(staged)
            return Release(same.id, same.path, reused=True)
        release = self._settle(staged, descriptor["created"], descriptor["id"])
        self._put_in_force(release, "built")
        return release

    def rollback(self, name: str | None = None, reason: str = "rolled back to") -> Release:
        """Put an earlier release in force again, once it is read back whole.

        Args:
            name: the release, as for ``find``; None for the last one before the release in force.
            reason: why, for the history.

        Raises:
            UnknownRelease: there is no such release.
            InvalidRelease: it is damaged; the release in force stays.
            RuntimeError: the lock is not held.
        """
        from cronica.warehouse.publish.verify import verify

        self._require_lock()
        current = self.current()
        try:
            release = self.find(name or "previous")
        except NoRelease:
            raise
        except UnknownRelease:
            newer = [each.id for each in self.history() if current and each.id > current.id]
            if name or not current or not newer:
                raise
            raise UnknownRelease(
                f"{current.id} is the oldest release; `cronica rollback {newer[-1]}` goes forward again"
            ) from None
        verify(release.path)
        self._put_in_force(release, reason)
        return release

    def prune(self, keep: int) -> list[str]:
        """Remove old releases, and old reports of runs that did not pass.

        A reader that has a removed release open keeps it until it closes it.

        Args:
            keep: how many of each to leave, the newest; the release in force stays whatever its age.

        Returns:
            The ids of the releases removed.

        Raises:
            RuntimeError: the lock is not held.
        """
        self._require_lock()
        current = self.current()
        removed = [each for each in self.history()[: -keep or None] if each != current]
        for release in removed:
            # One step takes it out of the history; what a killed run leaves of it goes with the next `stage`.
            aside = release.path.rename(self.releases / f"{STAGING}{release.id}")
            shutil.rmtree(aside)
        for report in sorted((self.root / "failed").glob("*"))[: -keep or None]:
            remove(report)
        return [release.id for release in removed]

    def fail(self, staged: Path, report: Sequence[str]) -> Path:
        """Give up a staged folder, keeping only its report; the release in force stays.

        Args:
            staged: a folder from ``stage``.
            report: names of the files in it that say what went wrong.

        Returns:
            The folder under ``<root>/failed`` that holds the report.

        Raises:
            FileNotFoundError: the staged folder has no file of that name.
        """
        now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        kept = self.root / "failed" / f"{now}-{staged.name.removeprefix(STAGING)}"
        kept.mkdir(parents=True)
        for name in report:
            (staged / name).rename(kept / name)
        shutil.rmtree(staged)
        return kept

    def current(self) -> Release | None:
        """The release in force, or None before the first. Keep the answer: a later call may give another."""
        link = self.root / "current"
        if not link.is_symlink():  # a copy that followed links: it is the release that it is a copy of
            if not (link / package.DESCRIPTOR).is_file():
                return None
            same = (each for each in self.history() if _is_same(link, each.path))
            return next(same, Release(link.name, link))
        return Release(link.resolve().name, link.resolve()) if link.is_dir() else None

    def history(self) -> list[Release]:
        """All releases, oldest first; what has no name of a release is not ours."""
        found = (path for path in sorted(self.releases.glob("*")) if RELEASE.fullmatch(path.name))
        return [Release(path.name, path) for path in found if path.is_dir()]

    def last_whole(self) -> Release | None:
        """The release in force or, if it is damaged, the newest that is not."""
        current = self.current()
        return next(filter(self.is_whole, [*([current] if current else []), *reversed(self.history())]), None)

    def is_whole(self, release: Release) -> bool:
        """Whether a release is as it was published, looked at once a lock; a line says in what it is not."""
        if release.path not in self._whole:
            found = kept.fault(release.path)
            self._whole[release.path] = not found
            if found:
                log.warning("release %s is damaged (%s): nothing is built upon it", release.id, found)
        return self._whole[release.path]

    def find(self, name: str) -> Release:
        """The release of a name.

        Args:
            name: its id, the beginning of its id, ``current``, or ``previous`` for the last before that.

        Raises:
            UnknownRelease: there is none, or more than one.
            NoRelease: the warehouse has none at all.
        """
        releases, current = self.history(), self.current()
        if name == "current":
            found = [current] if current else []
        elif name == "previous":
            found = [each for each in releases if current and each.id < current.id][-1:]
        else:
            found = [each for each in releases if each.id.startswith(name)]
        if not releases:
            raise NoRelease(
                f"there is no release in {self.root}: run `cronica build`, or name another warehouse"
            )
        if len(found) != 1:
            there = ", ".join(each.id for each in releases)
            what = "more than one release begins with" if found else "there is no release"
            raise UnknownRelease(f"{what} {name}: the releases are {there}")
        return found[0]

    def _sweep(self) -> None:
        for leftover in self.releases.glob(f"{STAGING}*"):
            remove(leftover)

    def _require_lock(self) -> None:
        if not self._locked:
            raise RuntimeError("take the writer lock first: `with warehouse.lock(): …`")

    def _holding(self, staged: dict[str, Any]) -> Release | None:
        """The newest whole release with this content, pages and SQL of views as this program makes them."""
        from cronica.warehouse.publish.verify import verify

        for release in reversed(self.history()):
            try:
                there = package.read(release.path)
                if all(there.get(key) == staged[key] for key in SAME) and self.is_whole(release):
                    verify(release.path)
                    return release
            except ValueError:
                continue
        return None

    def _settle(self, staged: Path, created: str, content: str) -> Release:
        """Give the staged folder its final name, once every byte in it is on disk."""
        kept.seal(staged)
        release_id = f"{self._moment(created):%Y%m%dT%H%M%SZ}-{content.removeprefix('sha256:')[:8]}"
        path = self.releases / release_id
        staged.rename(path)
        sync(self.releases)
        return Release(release_id, path)

    def _moment(self, created: str) -> datetime:
        """When a release was created or, if the clock was set back, a second after the newest there is."""
        moment = datetime.fromisoformat(created)
        for newest in self.history()[-1:]:
            past = datetime.strptime(newest.id.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            moment = max(moment, past + timedelta(seconds=1))
        return moment

    def _put_in_force(self, release: Release, reason: str) -> None:
        """Point ``current`` at a release; a reader sees the old link or the new one, never none."""
        current = self.root / "current"
        if release == self.current() and current.is_symlink():
            return
        history.record(self.root, release.id, reason)
        aside = self.root / ".current-new"
        remove(aside)
        aside.symlink_to(release.path.relative_to(self.root))
        if current.exists() and not current.is_symlink():
            log.warning("%s is no link to a release: it is made one", current)
            remove(current)
        aside.replace(current)
        sync(self.root)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return (one / kept.SUMS).read_bytes() == (other / kept.SUMS).read_bytes()
    except OSError:
        return False
