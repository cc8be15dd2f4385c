"""Recall and precision, by hand-counted cases."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.cli import scorecard
from cronica.flows.evaluate.labels import Fault, Label
from cronica.flows.evaluate.score import Scorecard, compare

WORDS = st.lists(st.sampled_from(["1. decide", "2. insta", "3. pide", "4. toma nota"]), max_size=6)


def counts(outcome):
    tally = outcome.tally
    return tally.wanted, tally.found, tally.read, tally.right


def label(printed="", optional=None, **wanted):
    return Label("doc.xml", "clean", wanted, optional or {}, printed)


def test_a_value_is_right_wrong_or_missing():
    known = label(symbol=("A/1/1",), session=("75",), meeting=("3",))
    scored = compare(known, {"symbol": ("A/1/1",), "session": ("74",)})
    assert counts(scored.outcomes["symbol"]) == (1, 1, 1, 1)
    assert counts(scored.outcomes["session"]) == (1, 0, 1, 0)
    assert counts(scored.outcomes["meeting"]) == (1, 0, 0, 0)
    assert (scored.outcomes["session"].lost, scored.outcomes["session"].extra) == (("75",), ("74",))


def test_a_value_read_where_the_text_shows_none_is_wrong():
    assert counts(compare(label(symbol=()), {"symbol": ("A/1/1",)}).outcomes["symbol"]) == (0, 0, 1, 0)


def test_a_field_the_label_does_not_know_is_not_counted():
    assert "title" not in compare(label(symbol=("A/1/1",)), {"title": ("faros",)}).outcomes


def test_a_document_that_could_not_be_read_loses_everything():
    scored = compare(label(symbol=("A/1/1",)), None)
    assert counts(scored.outcomes["read"]) == (1, 0, 0, 0)
    assert counts(scored.outcomes["symbol"]) == (1, 0, 0, 0)


def test_a_citation_beyond_the_links_is_right_when_its_symbol_is_printed_whole():
    known = label(citations=("A/RES/60/1",), printed="VÉASEA/75/301")
    outcome = compare(known, {"citations": ("A/RES/60/1", "A/75/301", "A/75/302")}).outcomes["citations"]
    assert counts(outcome) == (1, 1, 3, 2)
    assert outcome.extra == ("A/75/302",)


def test_a_citation_whose_link_leads_elsewhere_is_neither_right_nor_wrong():
    known = label(citations=("A/RES/60/1",), optional={"citations": ("71/2",)})
    assert counts(compare(known, {"citations": ("A/RES/71/2",)}).outcomes["citations"]) == (1, 0, 0, 0)


def test_openings_must_come_in_order():
    known = label(operative_openings=("1. alienta", "2. decide", "3. solicita"))
    outcome = compare(known, {"operative_openings": ("2. decide", "1. alienta", "3. solicita")}).outcomes
    assert counts(outcome["operative_openings"]) == (3, 2, 3, 2)


def test_what_the_markup_leaves_open_is_neither_right_nor_wrong():
    known = label(operative_numbers=("1.",), optional={"operative_numbers": ("2.",)})
    outcome = compare(known, {"operative_numbers": ("1.", "2.", "12.")}).outcomes["operative_numbers"]
    assert counts(outcome) == (1, 1, 2, 1)
    assert outcome.extra == ("12.",)


@given(WORDS, WORDS)
def test_nothing_is_found_more_often_than_it_is_known_or_read(wanted, read):
    outcome = compare(label(operative_openings=tuple(wanted)), {"operative_openings": read}).outcomes
    known, found, given_, right = counts(outcome["operative_openings"])
    assert found == right <= min(known, given_)
    assert known - found == len(outcome["operative_openings"].lost)
    assert given_ - right == len(outcome["operative_openings"].extra)


@pytest.fixture
def card():
    """Two documents in two styles: one session misread in both, one meeting in one."""
    made = Scorecard(keep=1)
    for style in ("clean", "glued"):
        for name, session, meeting in (
            ("a.xml", "75", "3"),
            ("b.xml", "74", "" if style == "glued" else "3"),
        ):
            known = Label(
                name, style, {"session": ("75",), "meeting": ("3",)}, faults=(Fault("title", "two titles"),)
            )
            made.add(compare(known, {"session": (session,), "meeting": (meeting,) if meeting else ()}))
    made.unused.append(("c.xml", "not well-formed XML"))
    return made


def test_counts_add_up_by_style_and_in_total(card):
    assert card.documents == 4
    assert card.tally("session").recall == 0.5
    assert card.tally("meeting", "glued").recall == 0.5
    assert card.tally("meeting", "glued").precision == 1.0
    assert card.tally("meeting", "clean").recall == 1.0
    assert card.fields == ["read", "session", "meeting"]


def test_one_misreading_in_several_styles_is_one_case(card):
    [case] = card.worst["session"]
    assert (case.name, case.lost, case.extra, case.styles) == ("b.xml", ("75",), ("74",), ["clean", "glued"])
    assert len(card.faults) == 2


def test_the_report_as_markdown_shows_figures_cases_and_faults(card):
    text = scorecard.as_markdown(card)
    assert "| session | 4 | 0.5000 | 0.5000 | 0.500 0.500 | 0.500 0.500 |" in text
    assert "| session | b.xml | clean glued | 75 | 74 |" in text
    assert "| title | a.xml | two titles |" in text
    assert "| c.xml | not well-formed XML |" in text


def test_the_report_as_json_has_every_figure(card):
    content = json.loads(scorecard.as_json(card))
    meeting = next(field for field in content["fields"] if field["field"] == "meeting")
    assert (meeting["recall"], meeting["precision"]) == (0.75, 1.0)
    assert meeting["styles"]["glued"]["found"] == 1
    assert content["worst"][0]["lost"] == ["75"]


def test_a_share_shows_as_one_only_when_nothing_is_wrong():
    made = Scorecard(keep=0)
    known = tuple(f"{number}. decide" for number in range(20_000))
    made.add(compare(label(footnotes=known), {"footnotes": known[1:]}))
    assert "0.9999" in scorecard.as_markdown(made)
