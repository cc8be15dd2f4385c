"""What the page answers beyond the texts: what is due, what changed, items through time, votes; and in how few clicks."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.small_warehouse import DATASET, DECIDES, LETTER, SPORT_65, SPORT_73, at, mention, view_rows

ROOT = Path(__file__).parents[2]
NEWER, OLDER = "a3d09334fb266dc5", "43d6e8cfbf832714"
"""A/RES/73/331 and A/RES/65/122 of the bundled documents."""

CAST = {
    SPORT_73: {"KAZ": "yes", "RUS": "yes", "CHN": "no", "CUB": "abstain"},
    SPORT_65: {"KAZ": "yes", "RUS": "no", "CHN": "no", "CUB": "absent"},
}
VOTED = {
    **DATASET,
    "entities": [
        {"entity_id": name, "entity_type": "state", "name_es": name.title(), "name_en": name.title()}
        for name in ("KAZ", "RUS", "CHN", "CUB")
    ],
    "votes": [
        {"document_id": document, "entity_id": state, "state_name": state, "vote": vote}
        for document, votes in CAST.items()
        for state, vote in votes.items()
    ],
}


@pytest.fixture
def page_path(built):
    return built.release / "report.html"


def saved(seen, button=".save"):
    """The rows of a table that is saved, the heads first."""
    with seen.page.expect_download() as saving:
        seen.page.locator(button).first.click()
    return list(csv.reader(saving.value.path().read_text(encoding="utf-8-sig").splitlines()))


def test_what_is_due_leads_to_the_sentence_that_asks(visit, page_path):
    seen = visit(page_path, "#/followup")
    assert seen.texts(".counts thead th") == ["Vence", "Pedidos"]
    due = seen.texts(".counts tbody a")
    assert due == ["Asamblea General, 75.º período de sesiones", "Asamblea General, 67.º período de sesiones"]
    rows = saved(seen)
    assert len(rows) - 1 == int(seen.texts(".asks h2 small")[0].split()[0])
    seen.page.get_by_role("link", name=due[1], exact=True).click()
    seen.settle()
    assert seen.page.title() == "Crónica · Seguimiento"
    seen.page.get_by_label("Qué se ha de entregar").select_option(label="Informe (2)")
    seen.settle()
    assert seen.page.evaluate("decodeURIComponent(location.hash)") == "#/followup/GA 67?what=report"
    assert seen.texts(".detail .note") == [
        "Informe · Secretario General de las Naciones Unidas · Asamblea General, 67.º período de sesiones"
    ]
    assert "informe" in seen.texts(".detail mark")[0]
    seen.page.locator(".passage a").click()
    seen.settle()
    assert "Cooperación" in seen.texts("main h1")[0]
    assert "informe" in seen.texts("#target mark.aim")[-1]
    assert seen.said == []


def test_what_was_answered_leads_to_the_answer(visit, write_page):
    asked = at(DECIDES, "Decide incluir el tema")
    request = {
        "due_kind": "session",
        "due_body_code": "GA",
        "due_session_number": 75,
        "deliverable": "report",
    }
    answer = {"document_id": LETTER, "related_symbol": "A/RES/73/331", "relation": "answers_request"}
    dataset = {
        **DATASET,
        "documents": [
            {**each, "session_number": 75, "document_date": date(2020, 10, 1)}
            if each["document_id"] == LETTER
            else each
            for each in DATASET["documents"]
        ],
        "requests": [mention("request_id", "r", 1, SPORT_73, 2, **asked, **request)],
        "document_relations": [answer],
    }
    seen = visit(write_page("answered", dataset) / "report.html", "#/followup")
    assert seen.texts(".counts td") == ["1", "1"]
    assert seen.texts(".asks mark") == ["Decide incluir el tema"]
    seen.page.get_by_role("link", name="Atendida en Carta").click()
    seen.settle()
    assert seen.texts("main h1") == ["Carta"]


def test_two_texts_stand_side_by_side_with_what_changed(visit, page_path):
    seen = visit(page_path, f"#/document/{NEWER}")
    seen.page.get_by_role("link", name="Comparar con A/RES/65/122").click()
    seen.settle()
    assert seen.texts(".heads h2 a") == ["A/RES/65/122", "A/RES/73/331"]
    edited = seen.page.locator(".both.edited")
    assert (
        edited.count()
        and seen.page.locator(".both.added").count()
        and seen.page.locator(".both.same").count()
    )
    for row in range(edited.count()):  # without what was changed, both sides are the same
        left, right = (
            " ".join(
                edited.nth(row)
                .locator(f".side.{side} p")
                .evaluate(
                    "(each, tag) => [...each.childNodes].filter(one => one.nodeName !== tag).map(one => one.textContent).join(' ')",
                    side.upper(),
                )
                .split()
            )
            for side in ("del", "ins")
        )
        assert left == right != ""
    shown = {side: seen.texts(f".side.{side} .at") for side in ("del", "ins")}
    held = seen.page.evaluate(
        "JSON.parse(index.textContent).documents.id.map((id, at) => [id, JSON.parse(index.textContent).documents.paragraphs[at]])"
    )
    of = dict(held)
    assert sorted(map(int, shown["del"])) == [*range(1, of[OLDER] + 1)]
    assert [int(each) for each in shown["ins"]] == [*range(1, of[NEWER] + 1)]
    seen.page.get_by_label("Solo lo que cambió").check()
    seen.settle()
    assert not seen.page.locator(".both.same").first.is_visible()
    seen.page.get_by_role("link", name="← Comparar").click()
    seen.settle()
    assert seen.texts(".counts tbody small")[0].startswith("A/RES/65/122 → A/RES/73/331")
    assert seen.said == []


def test_an_item_is_followed_through_the_sessions(visit, page_path):
    seen = visit(page_path, "#/items")
    first = seen.page.locator(".matrix tbody a").first
    title = first.inner_text()
    assert seen.page.locator(".matrix tbody tr").first.locator("b").count()
    first.click()
    seen.settle()
    assert seen.texts("#detail h2")[0].startswith(title)
    assert seen.page.locator("#detail li li a").count() > 0
    seen.page.locator("#detail li li a").first.click()
    seen.settle()
    assert seen.page.locator("article.text").count() == 1
    assert seen.said == []


def test_votes_by_state_and_state_by_state(visit, write_page):
    folder = write_page("voted", VOTED)
    seen = visit(folder / "report.html", "#/votes")
    assert seen.texts(".votes tbody .number") == ["2", "1", "1", "1", "2", "0"]
    seen.page.locator(".votes tbody a").first.click()
    seen.settle()
    assert seen.texts("#detail h3") == ["En contra 1", "Abstenciones 1", "A favor 2"]
    seen.page.locator("#choose-voter").select_option(label="Kaz")
    seen.settle()
    assert seen.page.title() == "Crónica · Kaz"
    assert seen.texts(".votes tbody td") == ["A favor", "A favor"]
    alike = {row[0]: (int(row[2]), int(row[3])) for row in saved(seen, "#detail .save")[1:]}
    expected = {}  # the view counts each session by itself
    columns = ("entity_id", "other_entity_id", "votes_in_common", "votes_alike")
    for one, other, common, same in view_rows(folder, "voting_coincidence", *columns):
        if "KAZ" in (one, other):
            state = other if one == "KAZ" else one
            before = expected.get(state, (0, 0))
            expected[state] = before[0] + common, before[1] + same
    assert alike == expected == {"RUS": (2, 1), "CHN": (2, 0), "CUB": (1, 0)}
    found = Axe().run(seen.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert seen.said == []


def test_a_view_without_data_is_not_shown(visit, page_path):
    seen = visit(page_path, "#/votes")
    assert "Votaciones" not in seen.texts("#views a")
    assert seen.texts("main h1") == ["Cronología"]


def test_a_document_leads_to_its_source_and_to_its_neighbours(visit, write_page):
    urls = {
        "document_url": "https://docs.un.org/es/A/RES/73/331",
        "record_url": "https://digitallibrary.un.org/x",
    }
    first, *others = DATASET["documents"]
    dataset = {**DATASET, "documents": [{**first, **urls}, *others]}
    seen = visit(write_page("linked", dataset) / "report.html", f"#/document/{SPORT_73}")
    assert [each.get_attribute("href") for each in seen.page.locator(".facts a").all()] == [*urls.values()]
    assert seen.texts(".pager a") == ["Documento anterior Cumbre", "Documento siguiente EL DEPORTE Y LA PAZ*"]
    seen.page.locator(".pager a[rel=next]").click()
    seen.settle()
    assert seen.texts("main h1") == ["EL DEPORTE Y LA PAZ*"]
    assert seen.page.locator(".facts a").count() == 0


def link(name):
    return lambda page: page.get_by_role("link", name=name, exact=True).first.click()


def first(selector):
    return lambda page: page.locator(selector).first.click()


TEN = {
    "the sentences of a year": ([first(".column")], ".listing .passage"),
    "how often an act is cited": ([link("Frecuencias")], ".counts tbody .number"),
    "the text in which a word stands": ([link("Buscar"), lambda page: (page.keyboard.type("seguridad"), page.keyboard.press("Enter"))], ".passage mark"),
    "the outline of a document": ([link("Documentos"), first(".documents tbody a")], "nav.outline a"),
    "a link to a passage": ([first(".column"), first(".passage a")], ".copies button"),
    "who must report, and when": ([link("Seguimiento")], ".passage .note"),
    "what changed since the text before": ([link("Comparar"), first(".counts tbody a")], ".both ins"),
    "an item in another session": ([link("Temas")], ".matrix tbody td"),
    "a chart as a table of numbers": ([first(".save")], None),
    "what is in doubt": ([link("Calidad")], ".verdict"),
}  # fmt: skip
"""What a person wants: the clicks from opening the page (typed words are one), and what is then in view."""


def test_ten_things_a_person_wants_take_as_many_clicks_as_are_told(visit, page_path):
    told = re.findall(
        r"^\| (.+) \| (\d) \|$", (ROOT / "docs" / "report.md").read_text(encoding="utf-8"), re.M
    )
    assert told == [(wish, str(len(clicks))) for wish, (clicks, _) in TEN.items()]
    for wish, (clicks, sign) in TEN.items():
        seen = visit(page_path)
        *before, last = clicks
        for click in before:
            click(seen.page)
            seen.settle()
        if sign is None:
            with seen.page.expect_download():
                last(seen.page)
            continue
        last(seen.page)
        seen.settle()
        assert seen.page.locator(sign).first.is_visible(), wish
        seen.page.context.close()
