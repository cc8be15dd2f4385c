"""What the page of a release costs to write and to open, and its picture for the README.

    python -m benchmarks.page WAREHOUSE [--picture docs/images/report.png]

Writes the page of the release in force anew in another folder, opens it in Chromium with the network off, and
prints the CPU time of writing, the sizes, and how long a reader waits until the page is drawn and until the
first sentences of its longest count are there (median of five visits, each in a new browser profile). Needs
the ``dev`` extra and Chromium.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from cronica.warehouse import report
from cronica.warehouse.publish.release import Warehouse

VISITS = 5
READ = ("cronica.duckdb", "datapackage.json", "validation.json")
DRAWN = "main h1"
READ_OUT = ".passage"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--picture", type=Path, help="write a picture of the timeline here")
    chosen = parser.parse_args()
    release = Warehouse(chosen.warehouse).current()
    if release is None:
        raise SystemExit(f"there is no release in {chosen.warehouse}: run `cronica build`")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        staged = Path(folder)
        for name in READ:
            (staged / name).symlink_to(release.path / name)
        _measure_writing(staged)
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for what, address, sign in (
            ("drawn", "#/timeline", DRAWN),
            ("first sentences", "#/counts/entity", READ_OUT),
        ):
            waits = []
            for _ in range(VISITS):
                page = chromium.new_context(offline=True, locale="es-ES").new_page()
                waits.append(_wait(page, (staged / report.PAGE).as_uri() + address, sign))
                page.context.close()
            print(f"{what} after {statistics.median(waits):,.0f} ms ({min(waits):,.0f} to {max(waits):,.0f})")
        if chosen.picture:
            _picture(chromium.new_page(locale="en-GB"), (staged / report.PAGE).as_uri(), chosen.picture)


def _measure_writing(staged: Path) -> None:
    cpu, wall = time.process_time(), time.perf_counter()
    report.write(staged)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    beside = sorted((staged / report.BESIDE).glob("*"))
    size = sum(path.stat().st_size for path in beside)
    page = (staged / report.PAGE).stat().st_size
    print(f"written in {cpu:.2f} s of CPU, {wall:.2f} s")
    print(f"page {page:,} bytes, {len(beside)} files beside it with {size:,} bytes")


def _wait(page: Page, address: str, sign: str) -> float:
    """Milliseconds until an element is there, from before the page was asked for."""
    started = time.perf_counter()
    page.goto(address)
    if sign == READ_OUT:
        page.locator(".counts tbody a").first.click()
    page.locator(sign).first.wait_for()
    return 1000 * (time.perf_counter() - started)


def _picture(page: Page, address: str, path: Path) -> None:
    """The timeline with one column chosen and its first sentences."""
    page.set_viewport_size({"width": 1280, "height": 1040})
    page.goto(address)
    page.locator(DRAWN).wait_for()
    page.locator(".column").nth(-12).click()
    page.locator(READ_OUT).nth(1).wait_for()
    page.locator("[aria-busy=true]").first.wait_for(state="detached")
    page.evaluate("document.activeElement.blur()")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    print(f"picture {path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
