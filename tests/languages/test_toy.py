"""A language is data: a resolution in an invented one is read by its pack alone, which has a dozen words."""

import shutil
from pathlib import Path

import pytest

from cronica.flows.language import Language
from cronica.flows.normalise.dates.find import find_dates
from cronica.flows.reading.documents import read_one

TOY = Language.load("xx", Path(__file__).parent / "toy")

RESOLUTION = """
Septek kvin sesim

Temo 20 un 21 ze agendo

Rezolvo adopti 3 ze nevin ze 2020

75/12. Akvo un pano

La Asemblo,

Memorante rezolvo 74/3 ze 5 un 6 ze florin ze 2019,

Memorante la pano,

1. Decidas doni pano tor 9 ze florin ze 2021;

2. Memoras la akvo.

48ª kunsid
3 ze nevin ze 2020
"""


@pytest.fixture(scope="module")
def tables():
    return read_one(RESOLUTION.encode(), language=TOY)[1]


def test_the_parts_of_the_resolution(tables):
    rows = tables["paragraphs"].filter(tables["paragraphs"]["opening_lemma"].is_not_null())
    assert rows.select("part", "label", "opening_lemma", "act_class").rows() == [
        ("preamble", None, "memor", "recall"),
        ("preamble", None, "memor", "recall"),
        ("operative", "1", "decid", "decide"),
        ("operative", "2", "memor", "recall"),
    ]


def test_its_dates(tables):
    rows = tables["date_mentions"].select("text", "edtf", "role", "rule_id").rows()
    assert rows == [
        ("3 ze nevin ze 2020", "2020-11-03", "adoption", "day_month_year"),
        ("5", "2019-05-05", "mention", "shared_month"),
        ("6 ze florin ze 2019", "2019-05-06", "mention", "day_month_year"),
        ("9 ze florin ze 2021", "2021-05-09", "mention", "day_month_year"),
        ("3 ze nevin ze 2020", "2020-11-03", "meeting", "day_month_year"),
    ]


def test_its_session_item_and_meeting(tables):
    assert tables["session_mentions"].select("session_number", "relation").rows() == [(75, "own")]
    assert tables["agenda_items"].select("item_number", "relation").rows() == [(20, "own"), (21, "own")]
    document = tables["documents"].row(0, named=True)
    assert tables["issues"].height == 0
    assert (document["meeting_number"], document["title"], document["document_type"]) == (
        48,
        "Akvo un pano",
        "resolution",
    )


def test_where_the_year_comes_first_a_list_shares_what_stands_before_it(tmp_path):
    pack = shutil.copytree(Path(__file__).parent / "toy" / "xx", tmp_path / "yy")
    traits = (
        (pack / "traits.yml").read_text().replace("day_month_year", "year_month_day").replace("right", "left")
    )
    (pack / "traits.yml").write_text(traits)
    found = find_dates("2021 florin 9 un 12 tor 15, un nevin 3.", Language.load("yy", tmp_path))
    assert [match.edtf for match in found] == ["2021-05-09", "2021-05-12/2021-05-15", "2021-11-03"]
