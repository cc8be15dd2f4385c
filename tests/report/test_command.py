"""``cronica report``."""

from cronica.cli.common import Exit


def test_it_says_where_the_page_is(here, built):
    done = here("report", "--warehouse", built.warehouse)
    assert (done.returncode, done.stdout, done.stderr) == (Exit.OK, f"{built.release / 'report.html'}\n", "")


def test_it_opens_the_page_in_the_browser(here, built, tmp_path):
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path / "opened"}\n')
    opener.chmod(0o755)
    done = here("report", "--open", "--warehouse", built.warehouse, BROWSER=f"{opener} %s")
    assert done.returncode == Exit.OK, done.stderr
    assert (tmp_path / "opened").read_text() == (built.release / "report.html").as_uri() + "\n"


def test_without_a_release_it_says_what_to_do(here, tmp_path):
    done = here("report", "--warehouse", tmp_path)
    assert done.returncode == Exit.UNAVAILABLE
    assert "run `cronica build`" in done.stderr
