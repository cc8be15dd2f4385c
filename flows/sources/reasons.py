"""Why something that was to be fetched or unpacked is refused."""

from enum import StrEnum

from cronica.flows.sources.discover import Refusal


class Reason(StrEnum):
    """Values of ``quarantine.reason_code`` for stage ``discover``, beside ``sources.discover``."""

    HOST_NOT_ALLOWED = "host_not_allowed"
    """The address, or one it leads to, is on a host that is not on the list."""
    NOT_FETCHED = "not_fetched"
    """The host did not give the document, after every retry."""
    TOO_LARGE = "too_large"
    """More bytes than are taken from one address or one archive."""
    BAD_ARCHIVE = "bad_archive"
    """An archive that is damaged, locked with a password, or tries to write outside its folder."""
    BAD_SYMBOL = "bad_symbol"
    """Not the symbol of a document of the United Nations."""


def refusal(given: str, reason: Reason, message: str) -> Refusal:
    """One input, or one file of it, that is not read."""
    return Refusal(given, None, "discover", reason.value, message)
