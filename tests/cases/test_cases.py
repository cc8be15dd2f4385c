"""Every case beside this file, built once as a user builds a folder and compared with its expected rows."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cases.check import INPUTS, Release, differences, read_case
from tests.conftest import CRONICA

HERE = Path(__file__).parent
CASES = sorted(file.relative_to(HERE).as_posix() for file in HERE.rglob("*") if file.suffix in INPUTS)
PLAIN_NOTES = 500
"""So many notes beside the cases that a few refused cases do not keep the release from being published."""


@pytest.fixture(scope="session")
def release(tmp_path_factory) -> Release:
    """All cases and the plain notes, built by the command."""
    folder = tmp_path_factory.mktemp("cases")
    inputs = folder / "inputs"
    for case in CASES:
        (inputs / case).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / case, inputs / case)
    (inputs / "plain").mkdir()
    for number in range(PLAIN_NOTES):
        text = (
            f"Nota del archivo\n\nEl archivo recibió la caja {number} y la guardó en el estante de la sala.\n"
        )
        (inputs / "plain" / f"{number:03}.txt").write_text(text, "utf-8")
    command = [CRONICA, "build", inputs, "--warehouse", folder / "warehouse"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return Release.at(folder / "warehouse" / "current")


@pytest.mark.parametrize("case", CASES)
def test_a_case_gives_its_expected_rows(case, release):
    assert not list(differences(read_case(HERE / case), case, release))


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_well_formed(case):
    read = read_case(HERE / case)
    assert {"kind", "why"} < set(read) <= {"kind", "why", "expect", "absent", "count"}
