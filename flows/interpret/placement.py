"""The sessions and agenda items that a document names: which are its own, and which it only mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cronica.flows.extract.structure.masthead_lines import KIND, read_line
from cronica.flows.interpret.metadata import state_items, state_session
from cronica.flows.interpret.model import FoundItem, FoundSession, Masthead, Reading
from cronica.flows.language.roman import from_roman
from cronica.flows.normalise import reference
from cronica.flows.normalise.agenda.find import (
    AgendaMatch,
    find_agenda_items,
    is_circulation_request,
    is_put_off_to,
)
from cronica.flows.normalise.agenda.lists import (
    kind_of_agenda,
    listed_item,
    listed_items,
    without_page,
    without_papers,
)
from cronica.flows.normalise.citations.symbols import session_of
from cronica.flows.normalise.dates.roles import is_held_on, tells_adoption
from cronica.flows.normalise.sessions.find import SessionMatch, find_sessions, names_united_nations
from cronica.flows.normalise.sessions.holders import (
    actor_before,
    holder_of,
    is_in_figures,
    is_named_in_full,
    named_before,
    spelling_out,
)

UNOFFICIAL = frozenset({"press_article", "other", "treaty", "communique", "declaration"})
"""Document types that belong to no session."""


def place_sessions(reading: Reading) -> None:
    """Find the sessions named and settle which is the document's own."""
    lines = reading.head.session_paragraphs or _title_of_session(reading) or _note_of_adoption(reading)
    own = frozenset(lines)
    bodies = [*filter(None, [reading.head.body_code]), *(code for _, code in reading.head.bodies)]
    is_unofficial = reading.head.document_type in UNOFFICIAL
    is_foreign = reading.head.body_code is None and reading.head.symbol is not None
    for index, paragraph in enumerate(reading.paragraphs):
        language = reading.language_of(paragraph)
        matches = find_sessions(paragraph.text, language)
        for at, match in enumerate(matches):
            over = _body_over(reading.head, index)
            body = match.body_code or over or reading.head.body_code
            if index in own and match.body_code is None and _is_under_unlisted(reading.head, index):
                body = None
            if body == "SC":  # it holds none: the session of a document of two organs is that of the other
                body = next((code for _, code in reading.head.bodies if code != body), body)
            if match.body_code is None and index not in own:
                named = [each.body_code for each in reversed(reading.sessions) if each.body_code]
                called = [*bodies, *named] if bodies else []
                holder = holder_of(paragraph.text, match, _end_of_list(matches[at:]), called, language)
                if holder and (holder.body_code or match.kind == "regular"):
                    body = holder.body_code
                    if not (body or bodies):
                        above = (each.text for each in reversed(reading.paragraphs[: index + 1]))
                        body = named_before(paragraph.text[holder.start : holder.end], above, language)
                elif not (holder or body) and (is_unofficial or not reading.head.symbol):
                    body = spelling_out(paragraph.text, match, language) or _adopting(reading, index, match)
                elif not holder and is_in_figures(paragraph.text, match, body, language):
                    before = [each.body_code for each in reading.sessions if each.paragraph == index]
                    is_others = _is_under_unlisted(reading.head, index)
                    body = before[-1] if before else None if is_others else body
                elif match.rule_id == "session_of_year" and reference.session(body, "regular", 1):
                    body = None  # a body that counts its sessions names none by the year
            if match.body_code and not names_united_nations(paragraph.text, language):
                body = reference.namesake(match.body_code, reading.head.body_code, language.code)
                if is_foreign and not is_named_in_full(match.body_code, paragraph.text, language):
                    body = None  # *la Asamblea* is that of the organization whose document it is
            match = _numbered_by_year(match, body, paragraph.text)
            is_own = index in own and over in (None, reading.head.body_code) and match.number is not None
            reading.sessions.append(FoundSession(index, match, body, "own" if is_own else "mentioned"))
    _place_session_of_adoption(reading)
    _leave_committees_session(reading)
    _settle_session(reading)
    state_session(reading)


def _adopting(reading: Reading, index: int, match: SessionMatch) -> str | None:
    """The body whose act of that session the paragraph cites: *la resolución S-5/1, en su quinto período*."""
    session = match.number, match.kind
    acts = (each.citation for each in reading.citations if each.paragraph == index and each.citation.symbol)
    return next((act.body_code for act in acts if session_of(str(act.symbol)) == session), None)


def _title_of_session(reading: Reading) -> list[int]:
    """The title, where it alone names one session: *Informe del 36º período de sesiones de la Comisión*."""
    head = reading.head
    if head.title_paragraph is None or head.document_type != "report" or session_of(head.symbol or ""):
        return []
    named = find_sessions(reading.paragraphs[head.title_paragraph].text, reading.language)
    is_own = len(named) == 1 and named[0].body_code in (None, head.body_code)
    return [head.title_paragraph] if is_own and head.body_code else []


def _note_of_adoption(reading: Reading) -> list[int]:
    """The note that says when the text was adopted: *Adopted by the Committee at its 67th session*."""
    notes = (index for index, each in enumerate(reading.paragraphs) if each.footnote_marker == "*")
    return [index for index in notes if tells_adoption(reading.paragraphs[index].text, reading.language)][:1]


def _end_of_list(matches: Sequence[SessionMatch]) -> int:
    """Where the list ends that the first of these sessions belongs to."""
    end = matches[0].end
    for match in matches[1:]:
        if match.rule_id != matches[0].rule_id or match.start > end + _LONGEST_GLUE:
            break
        end = match.end
    return end


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_GLUE = 10
"""Characters between two sessions of a list."""


def _body_over(head: Masthead, index: int) -> str | None:
    """The body whose session a line of the head names: the last above it, where a document of two has two.

    A document has one body over its first session line, whatever is printed there, unless its title names it.
    """
    lines, above = head.session_paragraphs, [code for place, code in head.bodies if place <= index]
    of_title = next((code for place, code in head.bodies if place == head.title_paragraph), None)
    if index in lines[:1]:
        return of_title if above[-1:] == [of_title] else None
    return above[-1] if above and (index in lines or index == head.title_paragraph) else None


def _is_under_unlisted(head: Masthead, index: int) -> bool:
    """Whether the body named last above a line has no code: *Comité Asesor* under the Council's name."""
    listed = max((place for place, _ in head.bodies if place <= index), default=-1)
    return max((place for place in head.unlisted_bodies if place <= index), default=-1) > listed


def _numbered_by_year(match: SessionMatch, body: str | None, text: str) -> SessionMatch:
    """A session named by its year has the year for its number where the body counts its sessions so."""
    if match.rule_id != "session_of_year":
        return match
    year = int(_YEAR.findall(text, match.start, match.end)[-1])
    return replace(match, number=year) if reference.session(body, match.kind, year) else match


def _place_session_of_adoption(reading: Reading) -> None:
    """Without a session line, the session that a body says it held over the day the text was adopted."""
    adopted = next((item.start for item in reading.dates if item.role == "adoption" and item.start), None)
    if adopted is None or any(item.relation == "own" for item in reading.sessions):
        return
    language = reading.language
    for position, item in enumerate(reading.sessions):
        if item.match.number is None:
            continue  # a document's own session is known by its number
        text, span = reading.paragraphs[item.paragraph].text, (item.match.start, item.match.end)
        if any(
            days.start and days.end and days.start <= adopted <= days.end
            for days in reading.dates
            if days.paragraph == item.paragraph and is_held_on(text, span, days.match.start, language)
        ):
            reading.sessions[position] = replace(item, relation="own")
            return


def _leave_committees_session(reading: Reading) -> None:
    """Of two sessions in a head, one of which the symbol has, the other is that of who reports."""
    in_symbol = session_of(reading.head.symbol) if reading.head.symbol else None
    own = [item for item in reading.sessions if item.relation == "own"]
    of_symbol = next((item for item in own if (item.match.number, item.match.kind) == in_symbol), None)
    for position, item in enumerate(reading.sessions):
        is_other = of_symbol and item.relation == "own" and item.match.number != of_symbol.match.number
        if of_symbol and is_other and item.body_code == of_symbol.body_code:
            reading.sessions[position] = replace(item, relation="mentioned", body_code=None)


def _settle_session(reading: Reading) -> None:
    """The document's own session: printed, else in its symbol, else the one whose window holds its date."""
    facts, head = reading.facts, reading.head
    printed = next((item.match for item in reading.sessions if item.relation == "own"), None)
    if printed is not None:
        facts.session_number, facts.session_kind = printed.number, printed.kind
        facts.session_origin, facts.session_rule_id = "stated", printed.rule_id
    elif head.symbol and (in_symbol := session_of(head.symbol)):
        facts.session_number, facts.session_kind = in_symbol
        facts.session_origin, facts.session_rule_id = "symbol", "session_in_symbol"
    elif head.session_in_number and re.fullmatch("[IVXL]+", head.session_in_number):
        facts.session_number, facts.session_kind = from_roman(head.session_in_number), "regular"
        facts.session_origin, facts.session_rule_id = "inferred", "session_in_number"
    elif head.body_code and facts.document_date and head.document_type not in UNOFFICIAL:
        session = reference.session_on(head.body_code, facts.document_date)
        if session is not None:
            facts.session_number, facts.session_kind = session.session_number, session.session_kind
            facts.session_origin, facts.session_rule_id = "inferred", "session_by_date"


def place_items(reading: Reading) -> None:
    """Find the agenda items named, each on the agenda of the document's session or of one named beside it."""
    head = reading.head
    own = frozenset(head.agenda_paragraphs)
    is_record = head.document_type == "meeting_record"
    has_agenda = bool(own) or is_record or _session_of_title(reading) is not None
    for index, paragraph in enumerate(reading.paragraphs):
        language = reading.language_of(paragraph)
        is_own = index in own or (
            paragraph.part == "body"
            and is_circulation_request(paragraph.text, language)
            and _is_communication(reading)
        )
        matches = find_agenda_items(paragraph.text, language, has_agenda=has_agenda)
        titles = _titles_under(reading, index)
        if len(matches) == 1 and titles:
            goes_on = titles[0][-1] in ",:;" or any(title[0].islower() for title in titles[1:2])
            is_whole = matches[0].subitem is None and not goes_on
            titles = titles[:1] if is_whole else [" ".join(titles)]
        for position, match in enumerate(matches):
            relation = "own" if is_own and match.relation == "mentioned" else match.relation
            printed = without_papers(titles[position], language) if len(titles) == len(matches) else None
            reading.items.append(_item(reading, index, match, relation, printed))
    language = reading.language
    if kind := kind_of_agenda((head.title or "").rstrip("*"), language):
        places = [at for at, each in enumerate(reading.paragraphs) if each.part not in ("masthead", "title")]
        for index, match in listed_items([reading.paragraphs[at].text for at in places], kind, language):
            reading.items.append(_item(reading, places[index], match, "own", None))
    for index in head.titled_items:
        text = without_page(reading.paragraphs[index].text)
        whole = AgendaMatch(0, len(text), None, None, "agenda", "own", text, "agenda_of_meeting")
        item = listed_item(text, language) or whole
        reading.items.append(_item(reading, index, item, "own", None))
    for index, over, subitem in head.subitems:
        numbers = {each.match.item_number for each in reading.items if each.paragraph == over}
        if len(numbers) == 1 and all(numbers):
            of_item = replace(subitem, item_number=numbers.pop())
            reading.items.append(_item(reading, index, of_item, "own", None))
    state_items(reading)


def _titles_under(reading: Reading, index: int) -> list[str]:
    """The titles printed under a line of items; what says no more than what the document is, is none."""
    titles, head = reading.head.item_titles.get(index, []), reading.head
    own = reading.paragraphs[head.title_paragraph].text if head.title_paragraph is not None else None
    if titles != [own]:
        return titles
    line = read_line(titles[0].rstrip("*"), reading.language)
    is_letter = head.document_type in ("letter", "note_verbale")
    is_agenda = kind_of_agenda(titles[0].rstrip("*"), reading.language) is not None
    return [] if is_letter or is_agenda or (line and line.name == KIND) else titles


def _is_communication(reading: Reading) -> bool:
    return reading.head.document_type in ("letter", "note_verbale", "note")


def _actor(reading: Reading, index: int, match: AgendaMatch) -> str | None:
    """The body whose agenda a sentence means: *el Consejo examinó el tema 3 de su agenda*."""
    paragraph, own = reading.paragraphs[index], reading.head.body_code
    return actor_before(paragraph.text, match.start, [own] if own else [], reading.language_of(paragraph))


def _session_of_title(reading: Reading) -> FoundSession | None:
    """The session at which a speech was held, as its title names it: its items are of that agenda."""
    if reading.head.document_type not in UNOFFICIAL:
        return None
    title = reading.head.title_paragraph
    named = [item for item in reading.sessions if item.paragraph == title]
    return named[0] if len(named) == 1 else None


def _session_beside(reading: Reading, index: int, item: AgendaMatch) -> FoundSession | None:
    """The session whose agenda an item is on: the first after the item before it, else the first of all."""
    text, language = reading.paragraphs[index].text, reading.language_of(reading.paragraphs[index])
    here = [each for each in reading.sessions if each.paragraph == index]
    named = [each for each in here if not is_put_off_to(text, each.match.start, language)]
    before = [each.match.end for each in reading.items if each.paragraph == index]
    after = (each for each in named if before and each.match.start >= max(before))
    outside = (each for each in after if not item.start <= each.match.start < item.end)
    return next(outside, None) or next(iter(named), None)


def _item(reading: Reading, index: int, match: AgendaMatch, relation: str, printed: str | None) -> FoundItem:
    """The item on its agenda; ``printed`` is the title that stands under it."""
    facts, head = reading.facts, reading.head
    session, origin, body = facts.session_number, facts.session_origin, head.body_code
    if body == "SC" and session is not None:
        body = next((item.body_code for item in reading.sessions if item.relation == "own"), body)
    if index in head.agenda_paragraphs and len(head.session_paragraphs) > 1:
        # A document of two bodies has a session line over the items of each.
        lines = frozenset(line for line in head.session_paragraphs if line <= index)
        above = [item for item in reading.sessions if item.paragraph in lines]
        if above:
            session, origin, body = above[-1].match.number, "stated", above[-1].body_code
    elif relation != "own":
        named = _session_beside(reading, index, match) or _session_of_title(reading)
        actor = None if named else _actor(reading, index, match)
        session, origin, body = (
            (named.match.number, "stated" if named.paragraph == index else "inferred", named.body_code)
            if named
            else (None, None, actor or head.body_code)
        )
    origin = origin if session is not None else None
    is_ahead = body == head.body_code and (session or 0) > (facts.session_number or session or 0)
    if relation == "mentioned" and match.title and match.agenda_kind == "provisional" and is_ahead:
        relation = "future"  # a decision tells what was put on it: *decidió incluir*
    title = match.title or printed
    title_origin = "stated" if title else None
    if title is None and match.item_number is not None and session is not None and body == "GA":
        code = reading.language.code
        title = reference.agenda_title(session, match.item_number, match.subitem, language=code)
        title_origin = "inferred" if title else None
    return FoundItem(index, match, body, session, origin, title, title_origin, relation)
