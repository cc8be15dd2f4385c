"""Where a file's statements about its document contradict each other or what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from cronica.flows.interpret.dates import is_in_parts, own_dates
from cronica.flows.interpret.model import Issue, Reading
from cronica.flows.interpret.stated import Stated


def check_stated(reading: Reading) -> Iterator[Issue]:
    """Every issue that a document's file states itself into, in the order of the rules."""
    if reading.stated is not None:
        for rule in RULES:
            yield from rule(reading, reading.stated)


def _adoption(reading: Reading, stated: Stated) -> Iterator[Issue]:
    for item in () if is_in_parts(reading) else own_dates(reading):
        if stated.adoption_date and item.start and item.start != stated.adoption_date:
            yield Issue(
                "adoption_date_unlike_metadata",
                "warning",
                "The date of adoption printed is not the one that the file states.",
                item.paragraph,
                str(item.start),
                str(stated.adoption_date),
            )


def _history(reading: Reading, stated: Stated) -> Iterator[Issue]:
    """Days after the act are at times those of its record."""
    if is_in_parts(reading):
        return
    days: list[date] = [day for day in (stated.closing_date, *stated.adoption_steps) if day]
    for day in dict.fromkeys(days):
        if stated.adoption_date and day != stated.adoption_date:
            yield Issue(
                "metadata_adoption_dates_differ",
                "info",
                "The file states two days of adoption.",
                None,
                str(day),
                str(stated.adoption_date),
            )


def _issue(reading: Reading, stated: Stated) -> Iterator[Issue]:
    for item in reading.dates:
        if item.role == "issue" and item.start and stated.issue_date and item.start != stated.issue_date:
            yield Issue(
                "issue_date_unlike_metadata",
                "warning",
                "The date of issue printed is not the one that the file states.",
                item.paragraph,
                str(item.start),
                str(stated.issue_date),
            )


def _session(reading: Reading, stated: Stated) -> Iterator[Issue]:
    for item in reading.sessions:
        printed = item.match.number
        if item.relation == "own" and stated.session and printed not in (None, stated.session[0]):
            yield Issue(
                "session_unlike_metadata",
                "warning",
                "The session printed is not the one that the file states.",
                item.paragraph,
                str(printed),
                str(stated.session[0]),
            )


def _meeting(reading: Reading, stated: Stated) -> Iterator[Issue]:
    printed = {stated.meeting, *(meeting.number for meeting in reading.meetings if is_in_parts(reading))}
    for meeting in stated.meetings:
        if stated.meeting is not None and meeting not in printed:
            yield Issue(
                "meeting_unlike_metadata",
                "warning",
                "The meeting printed is not the one whose record the file names.",
                None,
                str(stated.meeting),
                str(meeting),
            )


def _language(reading: Reading, stated: Stated) -> Iterator[Issue]:
    if stated.language not in (None, reading.source.text_language):
        yield Issue(
            "language_unlike_metadata",
            "warning",
            "The text is in another language than the file states.",
            None,
            reading.source.text_language,
            stated.language,
        )


def _outcome(_: Reading, stated: Stated) -> Iterator[Issue]:
    if stated.outcome_text is not None and stated.outcome is None:
        yield Issue(
            "vote_outcome_unknown",
            "warning",
            "The file says in words not known here how the document was adopted.",
            None,
            stated.outcome_text,
        )
    for side in stated.unknown_sides:
        message = "The file counts votes of a side not known here; they are left out."
        yield Issue("vote_side_unknown", "warning", message, None, side)
    if stated.outcome == "adopted_recorded_vote" and not stated.votes:
        yield Issue("vote_without_states", "info", "A recorded vote is stated and no State is named.")


def _counts(_: Reading, stated: Stated) -> Iterator[Issue]:
    for count in stated.counts:
        if count.stated is not None and count.stated != count.named:
            yield Issue(
                "vote_count_unlike_names",
                "warning",
                f"The number of votes stated ({count.vote}) is not the number of States named.",
                None,
                str(count.stated),
                str(count.named),
            )
    named: Counter[str] = Counter()
    for count in stated.counts:
        named[count.vote] += count.named
    for vote, number in (stated.tally or {}).items():
        if stated.counts and number != named[vote]:
            yield Issue(
                "vote_tally_unlike_names",
                "warning",
                f"The result stated ({vote}) is not the number of States named.",
                None,
                str(number),
                str(named[vote]),
            )


def _states(_: Reading, stated: Stated) -> Iterator[Issue]:
    if sum(count.named for count in stated.counts) > len(stated.votes):
        yield Issue("vote_state_twice", "warning", "A State is named twice in one vote; the first is kept.")
    unknown = sorted(vote.state_name for vote in stated.votes if vote.entity_id is None)
    if unknown:
        message = "A voter's name is not in the reference list."
        yield Issue("vote_state_unknown", "info", message, None, "; ".join(unknown))


RULES: tuple[Callable[[Reading, Stated], Iterator[Issue]], ...] = (
    _adoption,
    _history,
    _issue,
    _session,
    _meeting,
    _language,
    _outcome,
    _counts,
    _states,
)
"""The rules, in the order their issues are numbered."""
