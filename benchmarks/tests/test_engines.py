"""Engines that are compared do the job they are said to do, and results are tables as people write them."""

import pytest

from benchmarks import maker, measured
from benchmarks.engines import ENGINES, measure


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return maker.write(tmp_path_factory.mktemp("made"), 21)


def test_an_engine_out_of_time_says_how_far_it_came(texts):
    measured_part = measure(ENGINES["re, one pattern"], texts, 0.0)
    assert measured_part.documents == 1
    assert measured_part.megabytes == (texts / "0000" / "0000000.txt").stat().st_size / 1e6


def test_a_process_is_measured_with_those_it_starts():
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"
    child = "import time; held = bytearray(150_000_000)\nwhile time.process_time() < 0.6: pass"
    cost = measured.run(["python3", "-c", script, child])
    assert cost.cpu >= 0.6 and cost.wall >= 0.6
    assert 150 < cost.memory < 400


def test_results_are_markdown_with_figures_to_the_right():
    assert measured.table(["engine", "documents", "MB/s"], [["re", 1200, 301.4], ["absent", None, None]]) == (
        "| engine | documents | MB/s |\n| --- | ---: | ---: |\n| re | 1,200 | 301 |\n| absent | – | – |"
    )
