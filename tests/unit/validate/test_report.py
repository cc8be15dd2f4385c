"""validation.json and validation.html, parsed as a reader's program and a browser would."""

import json
from html.parser import HTMLParser
from itertools import pairwise

import polars as pl
import pytest

from cronica.flows.validate import write_report

HOSTILE = "<script>alert('ñ')</script> & \"quoted\""
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Tags with attributes, text by element, and whether every element is closed in order."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.open, self.text = [], [], {}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and data.strip():
            self.text.setdefault(self.open[-1], []).append(" ".join(data.split()))

    def names(self):
        return {tag for tag, _ in self.tags}


@pytest.fixture
def report(tmp_path, validate):
    def write(frames):
        result = validate(frames).result
        write_report(result, tmp_path)
        html = (tmp_path / "validation.html").read_text(encoding="utf-8")
        return (
            result,
            json.loads((tmp_path / "validation.json").read_text(encoding="utf-8")),
            Page(html),
            html,
        )

    return write


def test_a_report_of_faultless_tables(report, frames):
    result, data, page, _ = report(frames)
    assert data["passed"] is True
    assert data["totals"]["checks"] == data["totals"]["passed"] == len(result.results)
    assert data["totals"]["rows"] == sum(frame.height for frame in frames.values())
    assert [table["name"] for table in data["tables"]] == list(frames)
    assert page.text["h1"] == ["Validation passed"]
    assert page.text["h2"] == ["Findings", "All checks, by table"]
    assert "None: every check holds." in page.text["p"]
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a"][1:] == [
        "report.html", "validation.html", "dictionary.html",
    ]  # fmt: skip


def test_every_check_is_listed_with_what_it_examined(report, frames):
    result, data, page, _ = report(frames)
    listed = [check for table in data["tables"] for check in table["checks"]] + data["rules"]
    assert [check["id"] for check in listed] == [each.check_id for each in result.results]
    assert all(check["message"] and check["severity"] and check["status"] == "passed" for check in listed)
    presence = next(check for check in listed if check["id"] == "date_mentions.text.not_null")
    assert presence["rows_examined"] == 600
    names = {each.check_id.removeprefix(f"{each.table}.") for each in result.results}
    assert set(page.text["code"]) == names | set(frames)


def test_findings_come_before_all_checks_and_stopping_ones_first(report, spoil):
    frames = spoil("date_mentions", "edtf", "?")
    frames["documents"] = frames["documents"].with_columns(language=pl.lit("español"), symbol=pl.lit("?"))
    _, data, page, html = report(frames)
    assert data["passed"] is False
    assert page.text["h1"] == ["Validation did not pass"]
    order = [
        html.index(f"<code>{check}</code>")
        for check in (
            "documents.language.matches_regex",
            "date_mentions.edtf.matches_regex",
            "documents.symbol.matches_regex",
        )
    ]
    assert order == sorted(order)
    assert order[-1] < html.index('id="tables"')
    assert data["stopped_by"] == page.text["li"]
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a"] == ["#main"]
    assert len(data["refused"]) == data["totals"]["refused_rows"] == 1


def test_text_of_documents_is_escaped(report, spoil):
    _, data, page, html = report(spoil("date_mentions", "text", HOSTILE))
    finding = next(check for table in data["tables"] for check in table["checks"] if check["sample"])
    assert finding["sample"][0]["text"] == HOSTILE
    assert HOSTILE not in html
    assert HOSTILE in page.text["td"]


def test_the_page_asks_for_nothing_outside_itself(report, spoil):
    _, _, page, html = report(spoil("date_mentions", "edtf", "https://example.org/x"))
    assert not page.names() & {"img", "iframe", "object", "embed", "base", "form", "svg"}
    fetched = {"src", "srcset", "action", "poster", "background", "style"}
    assert not [attributes for _, attributes in page.tags if fetched & set(attributes)]
    assert "https://example.org/x" not in [attributes.get("href") for _, attributes in page.tags]
    style = html[html.index("<style>") : html.index("</style>")]
    assert style.count("url(") == style.count("url(data:font/woff2;base64,") == 4
    assert "@import" not in style


def test_the_page_is_built_to_be_read_aloud(report, spoil):
    _, _, page, _ = report(spoil("documents", "language", "español"))
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en"
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.count("table") == tags.count("caption") == len(page.text["caption"])
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3")]
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_same_tables_give_the_same_bytes(report, spoil, tmp_path):
    frames = spoil("date_mentions", "edtf", "?")
    report(frames)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    report(frames)
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(first) == {"validation.json", "validation.html"}


def test_only_the_first_failing_rows_are_shown(report, spoil):
    _, data, page, _ = report(spoil("date_mentions", "edtf", "?", rows=30))
    finding = next(check for table in data["tables"] for check in table["checks"] if check["sample"])
    assert (finding["rows_failing"], len(finding["sample"])) == (30, 20)
    assert "First 20 of 30 failing rows" in page.text["caption"]
