"""The page of the bundled documents in a real browser: what a person sees, clicks and reads."""

import pytest


@pytest.fixture
def page_path(built):
    return built.release / "report.html"


def test_it_opens_as_a_file_and_asks_for_nothing(visit, page_path):
    seen = visit(page_path)
    assert seen.page.title() == "Crónica · Cronología"
    assert seen.texts("#views a") == ["Cronología", "Frecuencias", "Citas", "Documentos", "Calidad"]
    assert seen.texts("#totals dt")[0] == "Documentos"
    assert seen.texts("#totals dd")[0] == "5"
    assert seen.page.locator("circle.dot").count() > 30
    assert seen.said == []
    assert [url for url in seen.asked if not url.startswith("data:")] == [page_path.as_uri()]


def test_a_bar_leads_to_its_sentences_and_a_sentence_to_its_place(visit, page_path):
    seen = visit(page_path, "#counts/citation")
    seen.page.get_by_role("link", name="A/RES/59/50", exact=True).click()
    seen.page.wait_for_selector(".passage")
    assert seen.texts("#detail h2") == ["A/RES/59/50"]
    sentences = seen.texts(".passage q")
    assert len(sentences) == 2
    assert all("59/50" in each for each in sentences)
    seen.page.locator(".passage a").first.click()
    seen.page.wait_for_selector("#target")
    assert seen.texts("main h1") == [
        "Cooperación entre las Naciones Unidas y la Organización del Tratado de Seguridad Colectiva"
    ]
    assert seen.texts("#target mark.aim") == ["59/50"]
    assert seen.page.evaluate("document.activeElement.id") == "target"
    assert seen.said == []
