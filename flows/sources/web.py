"""Documents on the web, by address or by symbol, each asked for once and then kept.

The document system of the United Nations gives a document for its symbol at a published address pattern
(``seeds/reference/document_hosts.csv``). Hosts are taken from that table and from a person's own list, no
other; a redirect is followed only to such a host. One request at a time, a pause between two.
"""

from __future__ import annotations

import csv
import hashlib
import mimetypes
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from cronica import seeds
from cronica.flows.normalise.citations.symbols import find_symbols
from cronica.flows.settings import Fetching
from cronica.flows.sources import discover
from cronica.flows.sources.discover import Refusal
from cronica.flows.sources.fetch import Fetched, Fetcher, FetchError
from cronica.flows.sources.reasons import Reason, refusal
from cronica.warehouse.store.disk import link_or_copy

SCHEMES = ("https://", "http://")
SYMBOL = "un:"
LIST = ".urls"
_UNSAFE = re.compile(r"[^\w.()-]+")


def matches(given: str) -> bool:
    """Whether this is an address, a symbol with ``un:`` before it, or a list of them."""
    return given.lower().startswith((*SCHEMES, SYMBOL)) or given.lower().endswith(LIST)


def fetch(inputs: Sequence[str], folder: Path, fetching: Fetching) -> tuple[list[Path], list[Refusal]]:
    """Fetch every document into one folder, with a manifest of what is known of each."""
    wanted, refused = _wanted(inputs)
    folder.mkdir(parents=True)
    facts: list[dict[str, str]] = []
    with Fetcher(fetching, _hosts() | fetching.hosts) as fetcher:
        for given in wanted:
            symbol = _symbol(given)
            if symbol == "":
                refused.append(
                    refusal(given, Reason.BAD_SYMBOL, "this is no symbol, such as un:A/RES/73/331")
                )
                continue
            try:
                fetched = fetcher.get(_address(symbol, fetching) if symbol else given)
            except FetchError as error:
                refused.append(refusal(given, error.reason, str(error)))
                continue
            name = _symbol_name(symbol, fetched) if symbol else _address_name(given, fetched)
            link_or_copy(fetched.path, folder / name)
            facts.append({"path": name, "sha256": fetched.sha256, "symbol": symbol or ""})
    if not facts:
        return [], refused
    with (folder / discover.MANIFEST).open("w", encoding="utf-8", newline="") as handle:
        table = csv.DictWriter(handle, ["path", "sha256", "symbol"])
        table.writeheader()
        table.writerows(facts)
    return [folder], refused


def _wanted(inputs: Sequence[str]) -> tuple[list[str], list[Refusal]]:
    """Addresses and symbols, each once, the lists opened, and the lists that cannot be."""
    wanted: dict[str, None] = {}
    refused: list[Refusal] = []
    for given in inputs:
        if not given.lower().endswith(LIST) or given.lower().startswith(SCHEMES):
            wanted[given] = None
            continue
        try:
            wanted |= dict.fromkeys(_lines(Path(given)))
        except (OSError, UnicodeDecodeError) as error:
            reason = discover.Reason.NOT_FOUND if isinstance(error, FileNotFoundError) else None
            code = (reason or discover.Reason.UNREADABLE).value
            refused.append(Refusal(given, None, "discover", code, f"the list cannot be read: {error}"))
    return list(wanted), refused


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        entry = line.partition(" #")[0].strip()
        if entry and not entry.startswith("#"):
            yield entry if entry.lower().startswith((*SCHEMES, SYMBOL)) else SYMBOL + entry


def _symbol(given: str) -> str | None:
    """The symbol asked for in its normal form, empty when it is none; None for an address."""
    if not given.lower().startswith(SYMBOL):
        return None
    text = given[len(SYMBOL) :].strip().upper()
    found = [match.symbol for match in find_symbols(text) if match.end - match.start == len(text)]
    return found[0] if found else ""


def _hosts() -> frozenset[str]:
    return frozenset(row["host"] for row in seeds.reference("document_hosts"))


def _address(symbol: str, fetching: Fetching) -> str:
    """Where the document system gives a document, by the pattern in force."""
    pattern = fetching.pattern or next(
        row["symbol_address"] for row in seeds.reference("document_hosts") if row["symbol_address"]
    )
    return pattern.format(symbol=quote(symbol, safe="/()"), language=fetching.language)


def _symbol_name(symbol: str, fetched: Fetched) -> str:
    return _UNSAFE.sub("_", symbol) + _suffix(fetched)


def _address_name(address: str, fetched: Fetched) -> str:
    """The last part of an address, told from the same part of another by a hash."""
    last = PurePosixPath(unquote(urlsplit(address).path)).name
    stem, _, suffix = last.rpartition(".")
    key = hashlib.sha256(address.encode()).hexdigest()[:8]
    return f"{_UNSAFE.sub('_', stem or suffix)[:80]}-{key}{_suffix(fetched, last)}"


def _suffix(fetched: Fetched, name: str = "") -> str:
    """The suffix of the kind the host states, else the one of the name."""
    return mimetypes.guess_extension(fetched.media_type) or PurePosixPath(name).suffix or ".txt"
