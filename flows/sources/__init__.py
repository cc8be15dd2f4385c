"""Where documents come from: what is no file or folder here is laid down as one before it is read.

An input is, in the order asked:

* ``https://…`` or ``http://…``: one address;
* ``un:A/RES/73/331``: a symbol, fetched from the document system of the United Nations;
* ``s3://bucket/prefix``: the objects there;
* a file ``….urls``: such addresses and symbols, one a line, ``#`` before a remark;
* an archive (``.zip``, ``.tar`` and its compressed kinds);
* a pattern with ``*``, ``?`` or ``[…]`` that is not itself the name of a file;
* a file or a folder, as it is.

What is fetched lies in a folder with a ``manifest.csv`` that tells what is known of it, as if a person had
put it there. A further kind of source is one more module and one more line in ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cronica.flows.settings import Fetching
from cronica.flows.sources import archives, discover, objects, patterns, web
from cronica.flows.sources.discover import Refusal


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of input.

    Attributes:
        matches: whether an input, as given, is of this kind.
        fetch: makes files of it: the inputs of this kind in the order given, a folder of their own that does
            not exist yet, how to fetch; gives the paths to read and what was refused.
    """

    matches: Callable[[str], bool]
    fetch: Callable[[Sequence[str], Path, Fetching], tuple[list[Path], list[Refusal]]]


KINDS = {
    "web": Source(web.matches, web.fetch),
    "objects": Source(objects.matches, objects.fetch),
    "archives": Source(archives.matches, archives.fetch),
    "patterns": Source(patterns.matches, patterns.fetch),
}


def lasting(given: str | Path) -> str:
    """An input as it can be given from another folder: a path from the root, anything else as it is."""
    text = str(given)
    return text if "://" in text or web.matches(text) else str(Path(text).absolute())


def nothing_there(inputs: Sequence[str | Path]) -> list[Refusal]:
    """A refusal for each input when none of them leads to a file; no refusals as soon as one may.

    This is quick and fetches nothing: what is elsewhere may always be there.
    """
    for given in map(str, inputs):
        path = Path(given)
        if web.matches(given) or objects.matches(given) or (path.exists() and not path.is_dir()):
            return []
        if discover.has_files(path) or (patterns.matches(given) and patterns.matching(given)):
            return []
    return discover.discover([*map(Path, inputs)]).refused


def gather(
    inputs: Sequence[str | Path], folder: Path, fetching: Fetching
) -> tuple[list[Path], list[Refusal]]:
    """Have every input here as files and folders.

    Args:
        inputs: what a person gave.
        folder: where to fetch what is not here yet; made when needed.
        fetching: how to fetch.

    Returns:
        The paths to look for documents in, and what was refused on the way.
    """
    paths: list[Path] = []
    refused: list[Refusal] = []
    left = list(map(str, inputs))
    for name, source in KINDS.items():
        claimed = [given for given in left if source.matches(given)]
        left = [given for given in left if given not in claimed]
        if claimed:
            found, faults = source.fetch(claimed, folder / name, fetching)
            paths += found
            refused += faults
    return [*map(Path, left), *paths], refused


def unplaced(refused: Iterable[Refusal], inputs: Sequence[str | Path], folder: Path) -> list[Refusal]:
    """Refusals without where on this machine things lie: wherever the documents are, the release is the same.

    Args:
        refused: what was refused before reading.
        inputs: what a person gave.
        folder: where it was fetched to.
    """
    places = {str(folder), *(str(Path(each).parent) for each in inputs if Path(each).is_absolute())} - {"/"}

    def clean(text: str | None) -> str | None:
        for place in sorted(places, key=len, reverse=True):
            text = text and text.replace(f"{place}/", "")
        return text

    return [
        replace(each, source_path=clean(each.source_path), message=clean(each.message) or "")
        for each in refused
    ]
