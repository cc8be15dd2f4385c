"""What belongs to the page in a real browser: its print, and the pages beside it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe


def test_it_prints_without_its_controls(visit, page_path):
    seen = visit(page_path, "#/counts/citation?type=resolution", dark=True)
    seen.page.emulate_media(media="print")
    assert seen.texts(".brand b") == ["Crónica"]
    assert re.fullmatch(
        r"Publicación de \d+ de \w+ de \d{4} · 2 documentos de 5 · Clase: Resolución",
        seen.texts("#printed")[0],
    )
    shown = "each => [...document.querySelectorAll('button, input, select')].filter(one => one.offsetParent).length"
    assert seen.page.evaluate(shown) == 0
    assert not seen.page.locator("#views").is_visible()
    assert seen.page.locator(".counts").is_visible()
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


MUCH_ALIKE = {"exclude": [["details"], [".panel:not(#documents)"]]}
"""Not looked at: what is of the same make as what is, some hundred times over."""


@pytest.mark.parametrize("name", ["dictionary", "validation"])
def test_the_pages_beside_it_are_of_the_same_house(visit, page_path, name):
    titles = {
        "dictionary": ["Diccionario de datos", "Data dictionary"],
        "validation": ["La validación es favorable", "Validation passed"],
    }
    seen = visit(page_path, width=390, dark=True)
    seen.page.locator(f".foot a[href='{name}.html']").click()
    seen.settle()
    assert seen.texts("main h1") == titles[name][:1]
    if name == "dictionary":
        assert seen.texts("#documents p")[0] == "Una fila por cada documento distinto."
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    assert [
        (each["id"], each["nodes"][0]["html"])
        for each in Axe().run(seen.page, context=MUCH_ALIKE).response["violations"]
    ] == []
    seen.page.get_by_label("Lengua de la página").select_option(label="English")
    assert seen.texts("main h1") == titles[name][1:]
    assert seen.texts("#views, nav a") == ["Documents", "Validation", "Data dictionary"]
    seen.page.locator("nav a[href='report.html']").click()
    seen.settle()
    assert seen.texts("main h1") == ["Timeline"]  # in the language that was chosen
    assert seen.said == []
