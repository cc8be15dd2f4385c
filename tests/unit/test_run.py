"""What is answered before anything heavy starts."""

import subprocess
import sys

import pytest

from cronica.flows import run
from cronica.flows.orchestration.summary import NothingToRead

MISTYPED = """
import sys
from cronica.flows import run
from cronica.flows.orchestration.summary import NothingToRead

try:
    run.build(sys.argv[1:2], sys.argv[2])
except NothingToRead:
    sys.exit(sorted({"prefect", "great_expectations"} & sys.modules.keys()) or 4)
"""


def test_a_mistyped_path_is_answered_at_once_and_changes_nothing(tmp_path):
    command = [sys.executable, "-c", MISTYPED, tmp_path / "mistyped", tmp_path / "warehouse"]
    assert subprocess.run(command, timeout=30).returncode == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["missing", "missing.zip", "*.pdf", "empty"])
def test_an_input_without_a_file_is_named(given, tmp_path):
    (tmp_path / "empty" / "below").mkdir(parents=True)
    with pytest.raises(NothingToRead, match="there is no document to read") as raised:
        run.build([tmp_path / given], tmp_path / "warehouse")
    ((path, reason, _),) = raised.value.summary.refused
    assert (path, reason) == (str(tmp_path / given), "no_documents" if given == "empty" else "not_found")
