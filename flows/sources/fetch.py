"""Fetching over HTTP as a polite guest: slowly, again after a failure, never twice, never elsewhere."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

import httpx
from httpx_retries import Retry, RetryTransport

from cronica.flows.settings import Fetching
from cronica.flows.sources.reasons import Reason
from cronica.warehouse.store import kept

LARGEST = 200 * 1024**2
"""Bytes taken from one address."""
REDIRECTS = 5
RETRIES = 4
LONGEST_FETCH = 900.0
"""Seconds that one document may take to arrive, however steadily it drips."""
LONGEST_WAIT = 120.0
"""Seconds that all pauses before retries of one request may come to, whatever the host asks for."""
AGENT = "cronica (reads documents of the United Nations into tables)"


class FetchError(RuntimeError):
    """A document could not be had; the message is one line that says why and what to do."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that lies in the cache.

    Attributes:
        path: its bytes.
        sha256: their hash, 64 hexadecimal digits.
        media_type: what the host called it, such as ``application/pdf``.
        etag: the host's name for this version, to ask whether there is a newer one; empty when it gave none.
    """

    path: Path
    sha256: str
    media_type: str
    etag: str


class Fetcher:
    """Gets documents by address; use it as a context manager."""

    def __init__(self, fetching: Fetching, hosts: frozenset[str]) -> None:
        self._cache = fetching.cache
        self._hosts = hosts
        self._pause = fetching.pause
        self._newest = time.time() - fetching.keep_days * 86_400
        self._last = 0.0
        retry = Retry(total=RETRIES, backoff_factor=fetching.pause, total_timeout=LONGEST_WAIT)
        self._client = httpx.Client(
            transport=RetryTransport(httpx.HTTPTransport(trust_env=False), retry=retry),
            headers={"User-Agent": AGENT},
            timeout=httpx.Timeout(fetching.timeout),
            trust_env=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, address: str) -> Fetched:
        """The document at an address: from the cache while it is fresh, else from its host.

        Raises:
            FetchError: a host is not on the list, or did not give the document, or it is too large.
        """
        at_hand = self._kept(address)
        if at_hand is not None and at_hand.path.stat().st_mtime > self._newest:
            return at_hand
        try:
            return self._ask(address, at_hand)
        except (httpx.InvalidURL, ValueError) as error:  # of this address, or of one it leads to
            raise FetchError(
                Reason.NOT_FETCHED, f"{address!r} is, or leads to, no address ({error}): correct it"
            ) from None
        except httpx.HTTPError as error:
            why = str(error) or type(error).__name__
            raise FetchError(
                Reason.NOT_FETCHED, f"{address} gave no answer ({why}): try again later"
            ) from None

    def _ask(self, address: str, at_hand: Fetched | None) -> Fetched:
        url = httpx.URL(address)
        headers = {"If-None-Match": at_hand.etag} if at_hand and at_hand.etag else {}
        for _ in range(REDIRECTS + 1):
            self._allow(url, address)
            self._wait()
            with self._client.stream("GET", url, headers=headers) as answer:
                if answer.next_request is not None:
                    url = answer.next_request.url
                    continue
                if answer.status_code == httpx.codes.NOT_MODIFIED and at_hand is not None:
                    os.utime(at_hand.path)
                    return at_hand
                if answer.status_code != httpx.codes.OK:
                    message = f"{url} answers {answer.status_code} {answer.reason_phrase}"
                    raise FetchError(Reason.NOT_FETCHED, f"{message}: check the address, or try again later")
                return self._keep(address, answer)
        raise FetchError(Reason.NOT_FETCHED, f"{address} leads from redirect to redirect: check the address")

    def _allow(self, url: httpx.URL, address: str) -> None:
        host = url.netloc.decode("ascii")
        if url.scheme not in ("http", "https") or host not in self._hosts:
            led = "" if host == urlsplit(address).netloc else f"{address} leads to another host: "
            raise FetchError(
                Reason.HOST_NOT_ALLOWED,
                f"{led}nothing is fetched from {host or url}: to allow it, name it in CRONICA_FETCH_HOSTS",
            )

    def _wait(self) -> None:
        """Leave a pause since the last request."""
        rest = self._last + self._pause - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self._last = time.monotonic()

    def _keep(self, address: str, answer: httpx.Response) -> Fetched:
        """Put an answer into the cache; it appears there whole or not at all."""
        self._cache.mkdir(parents=True, exist_ok=True)
        body, record = self._places(address)
        part = body.with_suffix(f".{os.getpid()}")
        digest = hashlib.sha256()
        size = 0
        end = time.monotonic() + LONGEST_FETCH
        try:
            with part.open("wb") as handle:
                for chunk in answer.iter_bytes():
                    size += len(chunk)
                    if time.monotonic() > end:
                        message = f"{address} takes more than {LONGEST_FETCH:.0f} seconds: try again later"
                        raise FetchError(Reason.NOT_FETCHED, message)
                    if size > LARGEST:
                        message = f"{address} gives more than {LARGEST:,} bytes: it is not read"
                        raise FetchError(Reason.TOO_LARGE, message)
                    digest.update(chunk)
                    handle.write(chunk)
            part.replace(body)
        finally:
            part.unlink(missing_ok=True)
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        fetched = Fetched(body, digest.hexdigest(), media_type, answer.headers.get("etag", ""))
        kept.note(record, {**asdict(fetched), "path": body.name, "address": address})
        return fetched

    def _kept(self, address: str) -> Fetched | None:
        """What the cache has for an address; None when its bytes are not those that were written down."""
        body, record = self._places(address)
        told = kept.noted(record)
        if not told or not body.is_file() or kept.file_hash(body) != told["sha256"]:
            return None
        return Fetched(body, told["sha256"], told["media_type"], told["etag"])

    def _places(self, address: str) -> tuple[Path, Path]:
        key = hashlib.sha256(address.encode()).hexdigest()[:32]
        return self._cache / f"{key}.body", self._cache / f"{key}.json"
