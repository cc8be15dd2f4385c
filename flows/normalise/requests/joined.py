"""What joins the verbs and clauses of one act."""

from __future__ import annotations

import re

from cronica.flows.normalise.requests.rules import Rules

LOOK_BACK = 25
"""Characters before a word that may show that it is no verb."""


def words_of(marker: str) -> list[str]:
    """The words before a clause, each in one form: *de* and *d’* are one."""
    return [word.rstrip("e'") for word in marker.split()]


def is_joined(other: re.Match[str]) -> bool:
    """Whether a word, and not a comma alone, joins a clause to the one before."""
    return any(map(str.isalpha, other[0][: other.start("marker") - other.start()]))


def agree(plain: str, verb: int, second: int, known: Rules) -> bool:
    """Whether two verbs of what is asked are of one who acts, or both of several."""
    pronouns = known.before_pronouns.match(plain, second)
    at = pronouns.end() if pronouns else second
    one, other = (known.is_plural.match(plain, each) is not None for each in (verb, at))
    return one == other


def is_chained(plain: str, start: int, end: int, asked: int, known: Rules) -> bool:
    """Whether a verb goes on with those of a clause within: *para promover, estudiar y examinar*.

    Args:
        plain: the folded text.
        start: where the verb of the clause begins.
        end: where what joins the verb to those before it begins.
        asked: where the verb begins.
        known: the patterns of the language.
    """
    carrier = known.carriers.match(plain, start)
    chain = known.chain.search(plain, (carrier.end() if carrier else start) + 1, end)
    if chain is None:
        return False
    at, is_infinitive = chain.start(), known.infinitive.match(plain, chain.start()) is not None
    near = max(start, at - LOOK_BACK)
    is_after_that = any(each.end() + 1 == at for each in known.otherwise.finditer(plain, near, at))
    if not (is_infinitive or is_after_that) and known.not_verb.search(plain, near, at):
        return False  # “su informe” is no verb
    is_main = any(each.end() == at for each in known.another.finditer(plain, start, at))
    return not is_main and is_infinitive == (known.infinitive.match(plain, asked) is not None)
