"""What is to be delivered, how often, to whom and with which money, by the words of what is asked."""

from __future__ import annotations

from functools import lru_cache

from cronica.flows.language import Language
from cronica.flows.normalise.requests.rules import rules


@lru_cache(maxsize=64)
def deliverable(plain: str, language: Language) -> str:
    """The kind of what is asked, by its folded text from the verb on; ``other`` when no pattern fits."""
    known = rules(language)
    carrier = known.carriers.match(plain)
    verb = carrier.end() if carrier else 0
    clitics = known.before_pronouns.match(plain, verb)
    bare = clitics.end() if clitics else verb
    for places in ({verb, bare}, {0} - {verb, bare}):
        found = filter(None, (known.deliverables.match(plain, at) for at in places))
        order = [int(match.lastgroup[1:]) for match in found if match.lastgroup]
        if order:
            return known.kinds[min(order)]
    return "other"


def frequency(plain: str, language: Language, *, of_things: bool) -> str | None:
    """How often, as far as the words say; ``of_things`` when what is delivered may recur."""
    known = rules(language)
    said = {
        match.lastgroup
        for match in known.frequencies.finditer(plain)
        if of_things or not known.of_thing.fullmatch(match[match.lastgroup or 0])
    }
    return next((each.kind for each in known.pack.frequencies if each.kind in said), None)


def recipient(text: str, plain: str, language: Language) -> str | None:
    """To whom it is to be given, as printed; an empty string for the body itself (*le presente*)."""
    known = rules(language)
    if named := known.recipient.match(plain):
        if named["name"]:
            return text[slice(*named.span("name"))]
        agent = known.agents.match(plain, named.end())
        rest = known.name.match(text, agent.end()) if agent else None
        return text[named.end() : rest.end()] if rest else None
    return "" if known.body.search(plain) else None


def topic(text: str, plain: str, language: Language) -> str | None:
    """What it is about, as printed."""
    found = rules(language).topic.search(plain)
    return text[slice(*found.span(found.lastindex))].strip() if found and found.lastindex else None


def within_existing_resources(plain: str, language: Language) -> bool:
    """Whether it says that no more money is given."""
    return rules(language).existing_resources.search(plain) is not None
