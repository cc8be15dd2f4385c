"""The files of the page: the same for the same data, closed to what documents say, worded in both languages."""

import json
import re
from pathlib import Path

import pytest

from cronica.flows.extract import extracted
from cronica.flows.sources import discover, reasons
from cronica.schemas import registry
from cronica.schemas.expectations import expectations
from cronica.warehouse import report
from cronica.warehouse.report import data, house

HERE = Path(report.__file__).parent
SPOKEN = (
    "document_type", "date_role", "origin", "part", "act_class", "citation_relation", "agenda_relation",
    "session_relation", "entity_type", "vote_outcome", "meeting_kind", "deliverable", "severity", "stage", "source_format",
)  # fmt: skip

REASONS = (discover.Reason, extracted.Reason, reasons.Reason)
ENGLISH_BY_NATURE = {("words", each) for each in ("rule", "check", "reason")}
"""What the tables say in English: the Spanish page has words of its own for it."""


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in [folder / "report.html", *sorted(folder.glob("report/*"))]
    }


def held(html, name):
    """What a page holds under a name."""
    return json.loads(
        re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)[1]
    )


def test_the_same_data_gives_the_same_bytes(write_page, monkeypatch):
    assert files(write_page("one")) == files(write_page("two"))
    monkeypatch.setattr(report, "INSIDE_CHARACTERS", 0)
    monkeypatch.setattr(data, "PART_CHARACTERS", 100)
    whole = files(write_page("three"))
    assert len([name for name in whole if "words-" not in name]) == 4
    monkeypatch.setattr(data, "PARTS_AT_ONCE", 1)
    assert files(write_page("four")) == whole


def test_everything_is_inside_up_to_a_size_and_beside_it_beyond(write_page, monkeypatch):
    html = (write_page("small") / "report.html").read_text(encoding="utf-8")
    assert held(html, "index")["documents"]["symbol"] == ["A/RES/73/331", "A/RES/65/4", None, None]
    inside = held(html, "part-0000")
    assert [paragraph[0][0] for paragraph in inside[0]] == [1, 2, 3, 4]
    monkeypatch.setattr(report, "INSIDE_CHARACTERS", 0)
    monkeypatch.setattr(report, "INSIDE_DOCUMENTS", 0)
    folder = write_page("large")
    assert 'id="part-0000"' not in (folder / "report.html").read_text(encoding="utf-8")
    beside = sorted(path.name for path in (folder / "report").iterdir())
    assert [name for name in beside if not name.startswith("words-")] == ["index.js", "part-0000.js"]
    assert len(beside) > 2
    script = (folder / "report" / "part-0000.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix('cronica.receive("part-0000",').removesuffix(");\n")) == inside


def test_nothing_of_a_page_that_was_drawn_before_stays(write_page):
    folder = write_page("again")
    (folder / "report").mkdir()
    (folder / "report" / "part-0007.js").touch()
    report.write(folder)
    assert not (folder / "report").exists()


def test_of_a_very_large_warehouse_the_page_shows_the_latest_documents(write_page, monkeypatch):
    monkeypatch.setattr(data, "MOST_DOCUMENTS", 2)
    html = (write_page() / "report.html").read_text(encoding="utf-8")
    index = held(html, "index")
    assert index["left_out"] == 2
    assert index["documents"]["symbol"] == ["A/RES/73/331", None]
    assert set(index["issues"]["doc"]) <= {0, 1}
    assert index["totals"]["documents"] == 2
    assert len(held(html, "part-0000")) == 2


def test_paragraphs_carry_their_mentions_in_order(write_page):
    html = (write_page() / "report.html").read_text(encoding="utf-8")
    head, mentions = held(html, "part-0000")[0][0]
    assert head[:5] == [1, "preamble", None, 0, None]
    assert mentions == [
        ["citation", 26, 30, "A/RES/65/4", "A/RES/65/4", "recalled", "2010-10-18", None],
        ["date", 35, 56, "2010", "2010-10-18", "cited_document", "", ""],
        ["date", 97, 101, "2016", "2016", "period", "", ""],
    ]


@pytest.mark.parametrize("language", house.LANGUAGES)
def test_every_value_of_a_closed_list_has_its_words(language):
    words = house.texts(language)["words"]
    lists = registry.vocabularies()
    assert {name: list(words[name]) for name in SPOKEN if name != "severity"} == {
        name: list(lists[name]) for name in SPOKEN if name != "severity"
    }
    assert set(lists["severity"]) < set(words["severity"])


FORMS = {"zero", "one", "two", "few", "many", "other"}


def test_all_languages_say_the_same_things():
    def keys(texts, above=()):
        for name, text in texts.items():
            if (
                isinstance(text, dict) and "other" in text and set(text) <= FORMS
            ):  # a language has the forms it needs
                yield (*above, name), sorted(set(re.findall(r"\{\w+\}", text["other"])) - {"{n}"})
            elif isinstance(text, dict):
                yield from keys(text, (*above, name))
            else:
                yield (*above, name), sorted(set(re.findall(r"\{\w+\}", text)) - {"{n}"})

    english = dict(keys(house.texts("en")))
    for language in house.LANGUAGES:
        said = {key: holes for key, holes in keys(house.texts(language)) if key[:2] not in ENGLISH_BY_NATURE}
        assert said == english, language


def test_whatever_the_tables_say_in_english_has_spanish_words():
    spoken = house.texts("es")["words"]
    assert {path.stem for path in (registry.ROOT / "rules").glob("*.sql")} <= set(spoken["rule"])
    assert {each.value for reasons in REASONS for each in reasons} == set(spoken["reason"])
    checks = {each.check_id.split(".")[-1] for table in registry.tables() for each in expectations(table)}
    ways = "|".join(f"^_{each}_|_{each}_$" for each in spoken["check"])
    assert [each for each in checks if not re.search(ways, f"_{each}_")] == []


def test_every_word_the_program_asks_for_is_there():
    program = "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "js").rglob("*.js"))
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "templates").iterdir())
    spanish = house.texts("es")
    asked = set(re.findall(r'\bt\("([\w.]+)"', program))
    asked |= set(re.findall(r'(?:data-(?:text|label)=|(?:say|head)\()"([\w.]+)"(?! ~)', templates))
    assert len(asked) > 80
    for key in asked:
        text = spanish
        for name in key.split("."):
            text = text.get(name) if isinstance(text, dict) else None
        assert text is not None, key


def test_text_reaches_the_page_only_as_text():
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.html\("
    for path in (HERE / "js").rglob("*.js"):
        assert re.findall(ways, path.read_text(encoding="utf-8")) == [], path.name


def test_the_chart_library_is_the_one_its_notice_belongs_to():
    library = (HERE / "vendor" / "d3.min.js").read_text(encoding="utf-8")
    assert library.startswith("// https://d3js.org v7.9.2 Copyright 2010-2026 Mike Bostock\n")
    assert "{{ notice }}" in (HERE / "templates" / "report.html").read_text(encoding="utf-8")


def test_the_dictionary_is_told_in_spanish():
    tables = (*registry.tables(), *registry.views())
    english = {text for each in tables for text in (each.grain, each.description)}
    english |= {field.description for table in tables for field in table.fields}
    english |= {meaning for meanings in registry.vocabularies().values() for meaning in meanings.values()}
    english |= {rule.runbook for rule in registry.rules()}
    told = house.descriptions("es")
    assert len(english & set(told)) > 0.9 * len(english)  # what was worded anew since stands in English
    assert house.descriptions("ru") == {}
