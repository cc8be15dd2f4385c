"""Whose session a sentence speaks of, when no body is named right beside the session.

*El Consejo de Derechos Humanos examinó el informe en su 18º período de sesiones* is a session of the Council,
in whatever document it stands. A body that no table holds has a session all the same: nobody's rather than
the one of the body whose document it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cronica import seeds
from cronica.flows.language import Language, any_of, fold, folded
from cronica.flows.normalise import reference
from cronica.flows.normalise.sessions.find import SessionMatch, session_bodies
from cronica.schemas.language import Sessions

_SPELT_OUT_FROM = 21
"""Where one body alone spells out the ordinals of its sessions, those of others are small or in figures."""
_LONGEST_NAME, _BEFORE_NAME = 150, 40
"""Characters of a body's name, and before its noun of what stands there: *of the Fifth*."""
_MOST_SPECIAL = 12
"""No body without a table of its special sessions has held more of them."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A body named in a sentence: its code, None for an unknown one, and whether it acts there."""

    start: int
    end: int
    body_code: str | None
    acts: bool


def holder_of(
    text: str, match: SessionMatch, end: int, own_bodies: Sequence[str], language: Language
) -> Holder | None:
    """The body of the sentence that holds a session; None where the sentence names none.

    Args:
        text: the paragraph.
        match: a session beside which no body is named.
        end: where the list of sessions ends that it belongs to.
        own_bodies: whose document it is, then those named before: *la Comisión* is that commission.
        language: whose names and patterns apply.
    """
    patterns = _patterns(language)
    if inside := next(patterns.named(text, match.start, match.end, own_bodies), None):
        return inside
    if of := patterns.body_after.match(text, end):
        after = next(patterns.named(text, of.end(), of.end() + _LONGEST_NAME, own_bodies), None)
        if after and after.start == of.end():
            return after
        if "," not in of[0] and patterns.another_body.match(text, of.end()):
            return Holder(of.end(), of.end(), None, acts=False)
    possessive = patterns.possessive.search(text, max(0, match.start - 120), match.start)
    is_heading = text[: match.start].rstrip().endswith(",")  # *Actes de la Conférence générale, 39e session*
    if not (possessive or is_heading) or not patterns.marked.match(text, match.start):
        return None
    start = patterns.sentence_start(text, match.start)
    named = list(patterns.named(text, start, match.start, own_bodies))
    if not possessive:
        return named[-1] if named and text[named[-1].end : match.start].strip() == "," else None
    if told := patterns.told_back.search(text, start, match.start):  # to who asks, not to whom it asked
        named = [each for each in named if each.end > told.start() or not patterns.is_asked(text, each)]
    if named and patterns.reports_on.fullmatch(text, named[-1].end, possessive.start()):
        return named[-1]
    opened = patterns.opens.match(text, start, match.start)
    if not named:
        is_opening = opened and possessive.start() < opened.end()
        ahead = (patterns.ahead if is_opening else patterns.next_body).match(text, end)
        named = list(patterns.named(text, ahead.end(), len(text), own_bodies))[:1] if ahead else []
        named = [each for each in named if ahead and each.start == ahead.end()]
    is_held = possessive.groupdict().get("held") is not None
    is_spelt_out = _is_spelt_out(text, match) and not is_held
    if (spells := patterns.spells_out) is not None:
        of_it = [each for each in named if each.body_code == spells]
        if is_spelt_out and (spells in own_bodies[:1] or of_it):
            return next(iter(of_it), None)
        named = [each for each in named if each.body_code != spells] or named
    if match.kind == "special":
        holding = [each for each in named if each.body_code in _holding_special_sessions()]
        named = holding if holding or (match.number or 0) > _MOST_SPECIAL else named
    acting = [each for each in named if each.acts] or named
    if not acting or patterns.of_itself.search(text, acting[-1].end, match.start):
        return None
    return acting[-1]


def spelling_out(text: str, match: SessionMatch, language: Language) -> str | None:
    """The body that alone spells out the ordinals of its sessions, for a session so named."""
    return _patterns(language).spells_out if _is_spelt_out(text, match) and match.kind == "regular" else None


def is_in_figures(text: str, match: SessionMatch, body_code: str | None, language: Language) -> bool:
    """Whether an ordinal stands in figures where a body would have spelt it out, as it alone does."""
    spells = body_code is not None and body_code == _patterns(language).spells_out
    return spells and any(map(str.isdigit, text[match.start : match.end])) and match.number is not None


def named_before(noun: str, texts: Iterable[str], language: Language) -> str | None:
    """The body whose name begins with a noun, last in these texts; None where it is unknown."""
    begins = f"{folded(noun)} "
    for text in texts:
        named = [*_patterns(language).named(text, 0, len(text), ())]
        for each in reversed(named):
            if folded(text[each.start : each.end]).startswith(begins):
                return each.body_code
    return None


def is_named_in_full(body_code: str, text: str, language: Language) -> bool:
    """Whether a text has the whole name of a body: *Asamblea General*, not *Asamblea* alone."""
    plain, official = fold(text), {folded(name) for name in reference.body_names(language.code)}
    names = (name for name, code in session_bodies(language).items() if code == body_code)
    return any(name in plain for name in names if " " in name or name in official)


def _is_spelt_out(text: str, match: SessionMatch) -> bool:
    has_figures = any(map(str.isdigit, text[match.start : match.end]))
    return (match.number or 0) >= _SPELT_OUT_FROM and not has_figures


def actor_before(text: str, end: int, own_bodies: Sequence[str], language: Language) -> str | None:
    """The known body that acts in the sentence before a place, whose agenda is meant there, or None."""
    patterns = _patterns(language)
    named = patterns.named(text, patterns.sentence_start(text, end), end, own_bodies)
    return next(reversed([each.body_code for each in named if each.acts]), None)


class _Patterns:
    """The names and patterns of ``sessions.yml`` that tell who holds a session."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Sessions)
        self.language = language
        self.bodies = session_bodies(language)
        self.spells_out = pack.spells_out
        self.of_itself = language.pattern(pack.of_itself)
        self.known = language.pattern(f"${{begins}}(?:{any_of(self.bodies)})${{ends}}", folded=True)
        self.reports_on = language.pattern(pack.reports_on)
        self.any_body = language.pattern(pack.any_body)
        self.of_another_name = language.pattern(pack.of_another_name)
        self.body_after = language.pattern(pack.body_after)
        self.possessive, self.marked = language.pattern(pack.possessive), language.pattern(pack.marked)
        self.sentence_break = language.pattern(pack.sentence_break)
        self.opens = language.pattern(pack.opens_sentence)
        self.ahead, self.next_body = language.pattern(pack.then_body), language.pattern(pack.next_body)
        self.another_body = language.pattern(pack.another_body)
        self.told_back, self.asked = language.pattern(pack.told_back), language.pattern(pack.asked)
        self.genitive = language.pattern(pack.body_of)

    def is_asked(self, text: str, body: Holder) -> bool:
        """Whether something is asked of a body: *pide al Comité*."""
        return self.asked.search(text, max(0, body.start - _BEFORE_NAME), body.start) is not None

    def sentence_start(self, text: str, end: int) -> int:
        """Where the sentence that ``text[:end]`` leaves open began."""
        return max((found.end() for found in self.sentence_break.finditer(text, 0, end)), default=0)

    def named(self, text: str, start: int, end: int, own_bodies: Sequence[str]) -> Iterator[Holder]:
        """The bodies named in a stretch of a text, in reading order."""
        plain = fold(text)
        at = start
        while found := self.any_body.search(text, at, end) or self.known.search(plain, at, end):
            known = self.known.search(plain, at, end)
            if known and known.start() <= found.start() and not self.of_another_name.match(text, known.end()):
                found = known
                name = known.group()
                own = None if " " in name else reference.body_called(name, own_bodies[:1], self.language)
                code: str | None = own or self.bodies[folded(name)]
            elif found.re is self.any_body and not found["name"]:
                before = self.known.finditer(plain, 0, found.start())
                named = [self.bodies[folded(each.group())] for each in before]
                code = reference.body_called(
                    found.group(), [*own_bodies[:1], *reversed(named), *own_bodies[1:]], self.language
                )
            else:
                code = self._own_for_short(found.group(), own_bodies)
            acts = self.genitive.search(text, max(0, found.start() - _BEFORE_NAME), found.start()) is None
            yield Holder(found.start(), found.end(), code, acts)
            at = found.end()

    def _own_for_short(self, name: str, own_bodies: Sequence[str]) -> str | None:
        """The body whose document it is, where a name begins its own: *la Conferencia de las Partes*."""
        begins = f"{folded(name)} "
        return next(
            (
                code
                for each, code in self.bodies.items()
                if code in own_bodies[:1] and each.startswith(begins)
            ),
            None,
        )


@cache
def _holding_special_sessions() -> frozenset[str]:
    return frozenset(
        row["body_code"] for row in seeds.reference("sessions") if row["session_kind"] == "special"
    )


@cache
def _patterns(language: Language) -> _Patterns:
    return _Patterns(language)
