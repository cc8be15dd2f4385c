"""`docs/python.md` does what it says: its examples run one after the other and print what the page shows."""

import doctest
import json
import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
EXAMPLES = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


def test_the_examples_print_what_the_page_shows(built, tmp_path, monkeypatch):
    (tmp_path / "un").symlink_to(built.warehouse)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    page = doctest.DocTestParser().get_doctest(EXAMPLES, {}, PAGE.name, str(PAGE), 0)
    assert len(page.examples) == EXAMPLES.count(">>> ") > 20
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(page, out=said.append)
    assert not failed, "".join(said)


def test_the_page_names_what_is_public():
    import cronica

    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in cronica.__all__ if name not in text] == []
    rows = {name for name in vars(cronica.Document) if not name.startswith("_")}
    assert [name for name in rows if name not in text] == []


def test_the_notebook_runs(prefect_api, tmp_path, monkeypatch):
    """Its cells one after the other in one namespace, as a kernel runs them."""
    notebook = json.loads((PAGE.parent / "first-steps.ipynb").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_API_URL", prefect_api)
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert names["documents"].height == 5
    assert names["cited"].num_rows > 8
    assert names["years"]["dates"].sum() > 20
