"""What is to be delivered, how often, to whom and with which money, by the words of what is asked."""

from __future__ import annotations

from cronica.flows.language import Language
from cronica.flows.normalise.requests.rules import rules


def deliverable(plain: str, language: Language) -> str:
    """The kind of what is asked, by its folded text from the verb on; ``other`` when no pattern fits."""
    known = rules(language)
    if carrier := known.carriers.match(plain):
        plain = plain[carrier.end() :]
    return next((kind for kind, pattern in known.deliverables if pattern.match(plain)), "other")


def frequency(plain: str, language: Language) -> str | None:
    """How often, as far as the words say."""
    known = rules(language)
    said = {match.lastgroup for match in known.frequencies.finditer(plain)}
    return next((each.kind for each in known.pack.frequencies if each.kind in said), None)


def recipient(text: str, plain: str, language: Language) -> str | None:
    """To whom it is to be given, as printed; an empty string for the body itself (*le presente*)."""
    known = rules(language)
    if named := known.recipient.match(plain):
        return text[named.start("name") : named.end("name")]
    return "" if known.body.match(plain) else None


def topic(text: str, plain: str, language: Language) -> str | None:
    """What it is about, as printed."""
    found = rules(language).topic.search(plain)
    return text[slice(*found.span(found.lastindex))].strip() if found and found.lastindex else None


def within_existing_resources(plain: str, language: Language) -> bool:
    """Whether it says that no more money is given."""
    return rules(language).existing_resources.search(plain) is not None
