"""One thing that an act asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked.

    Attributes:
        addressees: who is to do it, as given; empty for nobody named.
        start: where the clause begins; ``begin`` where it does after the words that name act and addressee.
        action: where what is asked begins; ``verb`` where its verb does, ``end`` where all end.
        words: those that tell what is delivered where they are not all from the verb on.
        is_open: the items below say what is asked.
        is_second: a second verb of the clause before it.
        is_shared: somebody is named, and what is asked follows after the next act.
    """

    addressees: tuple[str, ...]
    start: int
    begin: int
    action: int
    verb: int
    end: int
    words: str = ""
    is_open: bool = False
    is_second: bool = False
    is_shared: bool = False
