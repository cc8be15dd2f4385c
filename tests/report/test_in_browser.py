"""The page in a real browser: what a person sees, clicks and reads, with a mouse, a keyboard or a screen reader."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from cronica.warehouse import report
from cronica.warehouse.report import data
from tests.small_warehouse import DATASET, at, mention, paragraph

HOSTILE = "𝔘𝔫 </script><img src=x onerror=alert(1)> {{ 7*7 }} ' \" \\ \u2028 cita A/RES/59/50."
CUT = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const style = getComputedStyle(each);
  return each.scrollWidth > each.clientWidth + 1 && style.overflowX !== "visible" && style.maskImage === "none"
    && !each.closest(".hidden, svg, select, input") && !Number(style.webkitLineClamp) && each.clientWidth > 1;
}).map((each) => each.outerHTML.slice(0, 90))"""
"""What is wider than its place and does not show it."""

VIEWS = (
    "timeline",
    "counts/entity/RUS",
    "counts/opening",
    "graph",
    "graph?whole=1",
    "graph/A%2FRES%2F65%2F122",
    "search?q=seguridad",
    "followup",
    "compare",
    "compare/a3d09334fb266dc5",
    "items",
    "documents",
    "quality",
)


def test_it_opens_as_a_file_and_asks_for_nothing(visit, page_path):
    seen = visit(page_path)
    assert seen.page.title() == "Crónica · Cronología"
    assert seen.texts("#views a") == [
        "Cronología", "Frecuencias", "Buscar", "Citas", "Seguimiento", "Comparar", "Temas", "Documentos", "Calidad",
    ]  # fmt: skip
    assert seen.texts("#totals dt") == ["Documentos", "Párrafos", "Fechas", "Citas", "Nombres"]
    assert seen.texts("#totals dd")[0] == "5"
    roles, of_events = seen.page.evaluate(
        "(({roles, events}) => [roles, events.role])(JSON.parse(index.textContent))"
    )
    at_first = [role for role in of_events if roles[role] not in ("issue", "meeting")]
    assert seen.page.locator("circle.dot").count() == len(at_first) < len(of_events)
    assert seen.said == []
    assert [url for url in seen.asked if not url.startswith("data:")] == [page_path.as_uri()]


def test_a_bar_leads_to_its_sentences_and_a_sentence_to_its_place(visit, page_path):
    seen = visit(page_path, "#/counts/citation")
    seen.page.get_by_role("link", name="A/RES/59/50", exact=True).click()
    seen.settle()
    assert seen.texts("#detail h2") == ["A/RES/59/50"]
    assert seen.texts(".passage mark") == ["59/50", "59/50"]
    seen.page.locator(".passage a").first.click()
    seen.settle()
    assert seen.texts("main h1") == [
        "Cooperación entre las Naciones Unidas y la Organización del Tratado de Seguridad Colectiva"
    ]
    assert seen.texts("#target mark.aim") == ["59/50"]
    assert seen.page.evaluate("document.activeElement.id") == "target"
    assert seen.said == []


def test_every_kind_of_count_leads_to_its_sentences(visit, page_path):
    seen = visit(page_path)
    for dimension in ("entity", "opening", "item", "session", "term", "year"):
        seen.go(f"#/counts/{dimension}")
        seen.page.locator(".counts tbody a").first.click()
        seen.settle()
        assert seen.texts("#detail h2")[0].startswith(seen.texts(".counts tr.chosen a")[0])
        assert seen.page.locator(".passage").count() > 0
        assert all(seen.texts(".passage mark"))
    assert seen.said == []


def test_a_column_of_the_timeline_lists_its_facts(visit, page_path):
    seen = visit(page_path)
    column = seen.page.get_by_role("button", name="2010: 7 fechas")
    column.focus()
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert seen.texts(".listing h2") == ["2010 7 fechas"]
    assert len(seen.texts(".passage")) == 7
    assert seen.page.evaluate("location.hash") == "#/timeline?at=2010"
    assert seen.page.locator(".listing h2").evaluate("each => each.getBoundingClientRect().top < innerHeight")
    seen.page.keyboard.press("ArrowRight")
    assert seen.page.evaluate("document.activeElement.getAttribute('aria-label')") == "2012: 2 fechas"


def test_the_timeline_moves_zooms_and_keeps_the_window_in_its_address(visit, page_path):
    seen = visit(page_path)
    assert "por año" in seen.texts("#window")[0]
    seen.page.get_by_role("button", name="Antes").click()
    expect(seen.page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$"))
    address, window = seen.page.evaluate("location.hash"), seen.texts("#window")
    seen.page.get_by_role("button", name="Ampliar").dblclick()
    assert "por mes" in seen.texts("#window")[0]
    seen.page.get_by_role("button", name="Período habitual").click()
    assert "por año" in seen.texts("#window")[0]
    assert visit(page_path, address).texts("#window") == window
    seen.page.get_by_role("button", name="Un gráfico por papel").click()
    seen.settle()
    assert seen.texts(".split h3") == [
        "Aprobación",
        "Carta",
        "Firma",
        "Documento citado",
        "Acontecimiento",
        "Período",
        "Mención",
    ]
    assert seen.page.locator(".split svg").count() == 7


def test_filters_hold_for_every_view(visit, page_path):
    seen = visit(page_path)
    seen.page.get_by_label("Clase").select_option(label="Resolución")
    seen.settle()
    assert seen.texts("#scope") == ["2 documentos de 5"]
    few = seen.page.locator("circle.dot").count()
    seen.page.get_by_role("button", name="Documento citado").click()
    assert 0 < seen.page.locator("circle.dot").count() < few
    seen.page.get_by_role("link", name="Documentos", exact=True).first.click()
    seen.settle()
    assert seen.texts("td.symbol") == ["A/RES/73/331", "A/RES/65/122"]
    seen.page.get_by_role("button", name="Quitar filtros").click()
    seen.settle()
    assert len(seen.texts("td.symbol")) == 5


def test_it_speaks_english_to_those_who_read_it(visit, page_path):
    seen = visit(page_path, lang="en-GB")
    assert seen.texts("main h1") == ["Timeline"]
    assert seen.page.evaluate("document.documentElement.lang") == "en"
    seen.page.get_by_label("Language of the page").select_option(label="Español")
    seen.settle()
    assert seen.texts("main h1") == ["Cronología"]
    assert visit(page_path, lang="de-DE").texts("main h1") == ["Cronología"]


@pytest.mark.parametrize(
    ("lang", "title"),
    [("fr-FR", "Chronologie"), ("ru-RU", "Хронология"), ("zh-CN", "时间线"), ("ar", "التسلسل الزمني")],
)
def test_it_speaks_the_official_languages(visit, page_path, lang, title):
    seen = visit(page_path, lang=lang, width=390)
    assert seen.texts("main h1") == [title]
    runs = "rtl" if lang == "ar" else "ltr"
    for view in VIEWS:
        seen.go(f"#/{view}")
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 390, view
        assert seen.page.evaluate("getComputedStyle(document.body).direction") == runs
    seen.go("#/document/a3d09334fb266dc5")
    assert seen.page.locator("article.text").evaluate("each => getComputedStyle(each).direction") == "ltr"
    found = Axe().run(seen.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert seen.said == []


def test_a_document_shows_what_was_found_in_it(visit, page_path):
    seen = visit(page_path, "#/documents")
    seen.page.get_by_role("link", name="Carta de fecha 22 de diciembre de 2020").click()
    seen.settle()
    assert "22 de diciembre de 2020" in seen.texts("mark.kind-date")
    assert "Uzbekistán" in seen.texts("mark.kind-entity")
    assert not seen.page.locator(".found").first.is_visible()
    seen.page.get_by_role("button", name="Datos leídos").click()
    assert seen.page.locator(".found a").first.is_visible()
    button = seen.page.get_by_role("button", name="Fecha", exact=True)
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert "show-date" not in seen.page.locator("article.text").get_attribute("class")


def test_a_word_is_found_in_all_its_forms_and_a_symbol_where_it_is_cited(visit, page_path):
    seen = visit(page_path, "#/search")
    seen.page.keyboard.type("la organización regionales")
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert seen.page.title() == "Crónica · la organización regionales"
    assert seen.texts(".passage mark")
    assert {mark.lower() for mark in seen.texts(".passage mark")} <= {
        "organización", "organizaciones", "regional", "regionales",
    }  # fmt: skip
    seen.go("#/search?q=59/50")
    assert seen.texts(".passage mark") == ["59/50", "59/50"]
    seen.go("#/search?q=xilófono")
    assert seen.texts(".listing .quiet") == ["No hay pasajes."]
    assert seen.said == []


def test_words_that_no_blanks_part_are_looked_for_in_the_texts(visit, write_page):
    first = DATASET["documents"][0]["document_id"]
    told = paragraph(first, 9, "大会关心裁军问题", part="operative")
    folder = write_page("han", {**DATASET, "paragraphs": [*DATASET["paragraphs"], told]})
    seen = visit(folder / "report.html", "#/search?q=裁军")
    assert seen.texts(".passage mark") == ["裁军"]
    assert "words-5927" not in seen.page.evaluate("JSON.parse(index.textContent).words")


def test_the_way_back_leads_to_the_same_list_and_place(visit, page_path):
    seen = visit(page_path, "#/counts/entity/UN")
    seen.page.get_by_role("button", name="Ver más pasajes").click()
    seen.settle()
    many = seen.page.locator(".passage").count()
    seen.page.locator(".passage a").last.click()
    seen.settle()
    assert seen.page.locator("#target").count() == 1
    seen.page.go_back()
    seen.page.locator(f".passage >> nth={many - 1}").wait_for()
    seen.settle()
    assert seen.page.locator(".passage").count() == many > 15
    assert "counts/entity/UN" in seen.page.evaluate("location.hash")


def test_what_is_shown_is_saved(visit, page_path):
    seen = visit(page_path, "#/counts/citation")
    with seen.page.expect_download() as saving:
        seen.page.get_by_role("button", name="Guardar como CSV").click()
    text = saving.value.path().read_text(encoding="utf-8-sig")
    assert saving.value.suggested_filename == "citation.csv"
    assert text.splitlines()[:2] == ["citation,name,mentions,documents", "A/RES/49/57,A/RES/49/57,2,2"]
    seen.go("#/timeline")
    with seen.page.expect_download() as saving:
        seen.page.get_by_role("button", name="Guardar el gráfico (SVG)").click()
    assert saving.value.path().read_text(encoding="utf-8").count("<circle") == 31
    with seen.page.expect_download() as saving:
        seen.page.get_by_role("button", name="Guardar el gráfico (PNG)").click()
    drawn = seen.page.locator("svg[role]").first.bounding_box()
    picture = Image.open(saving.value.path())
    assert picture.format == "PNG" and picture.size == (2 * drawn["width"], 2 * drawn["height"])
    assert len(picture.getcolors(maxcolors=100_000)) > 10
    seen.go("#/graph?whole=1")
    with seen.page.expect_download() as saving:
        seen.page.get_by_role("button", name="Guardar el gráfico (SVG)").click()
    assert 'paint-order="stroke' in saving.value.path().read_text(encoding="utf-8")  # names over their edges


def test_a_passage_is_linked_and_cited(visit, page_path):
    seen = visit(page_path, "#/documents")
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("link", name="Cooperación entre las Naciones").first.click()
    seen.settle()
    seen.page.locator(".part-operative a.at").first.click()
    seen.settle()
    seen.page.get_by_role("button", name="Copiar cita").click()
    expect(seen.page.get_by_role("button", name="Copiado")).to_be_visible()
    cited = seen.page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith(
        "A/RES/73/331, Cooperación entre las Naciones Unidas y la Organización del Tratado"
    )
    assert "25 de julio de 2019, parte dispositiva, párrafo 1, Crónica, sha256:" in cited
    seen.page.get_by_role("button", name="Copiar enlace").click()
    expect(seen.page.get_by_role("button", name="Copiar enlace")).to_have_count(0)
    link = seen.page.evaluate("navigator.clipboard.readText()")
    assert link == seen.page.url
    parts = ["Encabezamiento", "Título", "Texto", "Preámbulo", "Parte dispositiva", "Cierre"]
    assert seen.texts("nav.outline a") == parts


def test_what_is_beside_the_page_is_loaded_when_it_is_wanted(visit, write_page, monkeypatch):
    monkeypatch.setattr(report, "INSIDE_CHARACTERS", 0)
    monkeypatch.setattr(report, "INSIDE_DOCUMENTS", 0)
    folder = write_page()
    seen = visit(folder / "report.html", "#/counts/citation/A%2FRES%2F65%2F4")
    assert seen.texts(".passage mark") == ["65/4"]
    assert seen.said == []
    (folder / "report" / "part-0000.js").unlink()
    seen = visit(folder / "report.html", "#/counts/citation/A%2FRES%2F65%2F4")
    assert seen.texts(".problem") == [
        "No se encuentra report/part-0000.js: copie también la carpeta «report», que va junto a esta página."
    ]


def test_a_page_that_leaves_documents_out_says_so(visit, write_page, monkeypatch):
    monkeypatch.setattr(data, "MOST_DOCUMENTS", 2)
    seen = visit(write_page() / "report.html", "#/documents")
    assert seen.texts("#scope") == [
        "2 documentos Esta página muestra los 2 más recientes de 4; los demás están en los archivos Parquet y en "
        "cronica.duckdb."
    ]
    assert seen.said == []


def test_documents_cannot_write_on_the_page(visit, write_page):
    first = DATASET["documents"][0]["document_id"]
    cited = at(HOSTILE, "A/RES/59/50")
    dataset = {
        **DATASET,
        "documents": [{**DATASET["documents"][0], "title": HOSTILE}, *DATASET["documents"][1:]],
        "paragraphs": [
            *DATASET["paragraphs"],
            paragraph(first, 9, HOSTILE, part="operative", section_heading=HOSTILE),
        ],
        "citations": [
            *DATASET["citations"],
            mention("citation_id", "c", 9, first, 9, **cited, symbol="A/RES/59/50", relation="cited"),
        ],
    }
    seen = visit(
        write_page("hostile", dataset) / "report.html",
        f"#/document/{first}/9/{cited['start_char']}/{cited['end_char']}",
    )
    plain = " ".join(HOSTILE.split())
    assert seen.texts("main h1") == [plain]
    assert seen.texts("#target p")[0] == plain
    assert seen.texts("#target mark.aim") == ["A/RES/59/50"]
    for view in VIEWS:
        seen.go(f"#/{view}")
    assert seen.page.locator("img").count() == 0
    assert seen.said == []


def test_no_fault_for_those_who_do_not_see_it(visit, page_path):
    seen = visit(page_path)
    document = seen.page.evaluate("JSON.parse(index.textContent).documents.id[1]")
    for view in (*VIEWS, f"document/{document}/5"):
        seen.go(f"#/{view}")
        found = Axe().run(seen.page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], view


def test_a_phone_in_the_dark(visit, page_path):
    seen = visit(page_path, width=390, dark=True)
    for view in VIEWS:
        seen.go(f"#/{view}")
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 390, view
        assert seen.page.evaluate(CUT) == [], view
    assert (
        Axe()
        .run(seen.page, options={"runOnly": ["color-contrast", "scrollable-region-focusable"]})
        .violations_count
        == 0
    )
