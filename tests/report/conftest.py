"""A real browser, cut off from the network, to open pages with."""

import json
import shutil
import warnings
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from cronica.warehouse import report
from tests.small_warehouse import DATASET, REAFFIRMS, at, stage_release

CITED = {**DATASET["citations"][0], **at(REAFFIRMS, "65/4"), "cited_date": date(2010, 10, 18)}
MADE = {**DATASET, "citations": [CITED, *DATASET["citations"][1:]]}

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass
class Visit:
    """A page that was opened, with all it said and asked for."""

    page: object
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Follow an address within the page, such as ``#counts/year``, and wait until it is drawn."""
        self.page.evaluate("address => { location.hash = address }", address)
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for is drawn and loaded."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        self.page.locator("main h1, .problem").first.wait_for()
        self.page.locator("[aria-busy=true]").first.wait_for(state="detached")

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]


@pytest.fixture(scope="module")  # a page driver that runs keeps an event loop in this thread
def browser():
    """Chromium as the machine has it; without one the tests of the page are skipped."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine, the page was not opened: install the package chromium"
        warnings.warn(reason, stacklevel=1)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture
def visit(browser):
    """Open a page as a file: ``visit(path, "#documents", lang="en-GB", width=390, dark=True)``."""
    contexts = []

    def visit(path: Path, address: str = "", *, lang: str = "es-ES", width: int = 1280, dark: bool = False):
        context = browser.new_context(
            locale=lang,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            offline=True,
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("console", lambda message: seen.said.append(message.text))
        seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
        seen.page.on("request", lambda request: seen.asked.append(request.url))
        seen.page.goto(path.as_uri() + address)
        seen.settle()
        return seen

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def write_page(tmp_path):
    """Write the page of a small release made by hand: ``write_page("a", dataset)`` gives its folder."""

    def write_page(name="release", dataset=MADE):
        folder = tmp_path / name
        stage_release(folder, dataset)
        verdict = {"totals": {"checks": 3, "passed": 3}, "tables": [], "rules": []}
        (folder / "validation.json").write_text(json.dumps(verdict), encoding="utf-8")
        report.write(folder)
        return folder

    return write_page


@pytest.fixture
def page_path(built):
    return built.release / "report.html"
