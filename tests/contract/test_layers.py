"""Who may import whom, and who may touch what: read off the source, so that the house keeps its shape."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BELOW = {
    "seeds": set(),
    "schemas": {"seeds"},
    "warehouse": {"seeds", "schemas"},
    "flows": {"seeds", "schemas", "warehouse"},
    "cronica": {"seeds", "schemas", "warehouse", "flows"},
}
"""A layer, and the layers it may import. Below ``flows`` each folder is a room."""
SOURCES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for layer in BELOW
    for path in sorted((ROOT / layer).rglob("*.py"))
}


def under(*prefixes: str) -> Iterator[tuple[str, ast.Module]]:
    return ((name, tree) for name, tree in SOURCES.items() if name.startswith(prefixes))


def outside(*prefixes: str) -> Iterator[tuple[str, ast.Module]]:
    return ((name, tree) for name, tree in SOURCES.items() if not name.startswith(prefixes))


def imported(tree: ast.AST) -> set[str]:
    """Full names of the modules imported anywhere in the tree."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def packages(tree: ast.AST) -> set[str]:
    """Packages imported; of ours, the layers."""
    return {_package(name) for name in imported(tree)}


def _package(name: str) -> str:
    top, _, rest = name.partition(".")
    layer = rest.partition(".")[0]
    return layer if top == "cronica" and layer in BELOW else top


def room(name: str) -> str:
    """The room of a file: its folder, two steps down in ``flows``, one elsewhere; a file on top is a room."""
    parts = name.removesuffix(".py").removesuffix("/__init__").split("/")
    return "/".join(parts[:2])


def rooms() -> dict[str, set[str]]:
    """Each room, and the other rooms it imports when it is loaded or later."""
    known = {room(name) for name in SOURCES}
    graph: dict[str, set[str]] = {each: set() for each in known}
    for name, tree in SOURCES.items():
        for each in imported(tree):
            if each.startswith("cronica.") and _package(each) != "cronica":
                target = "/".join(each.split(".")[1:3])
                graph[room(name)].add(target if target in known else target.split("/")[0])
        graph[room(name)].discard(room(name))
    return graph


def when_loaded(tree: ast.Module) -> set[str]:
    """Packages imported with the module: not those that only a function or a type checker imports."""
    kept = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If)]
    return packages(ast.Module(kept, []))


def uses(tree: ast.AST) -> set[str]:
    """Attributes as written, such as ``os.environ``."""
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_imports_are_by_the_full_name():
    assert [
        name for name, tree in SOURCES.items() if any(each.startswith(".") for each in imported(tree))
    ] == []


def test_a_layer_knows_only_the_ones_below():
    ours = {*BELOW, "tests", "benchmarks"}
    for layer, below in BELOW.items():
        forbidden = ours - below - {layer}
        assert {
            name: found for name, tree in under(f"{layer}/") if (found := packages(tree) & forbidden)
        } == {}


def test_benchmarks_and_tests_do_not_import_each_other():
    for folder, other in (("tests", "benchmarks"), ("benchmarks", "tests")):
        trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / folder).rglob("*.py")}
        assert [str(path) for path, tree in trees.items() if other in packages(tree)] == []


def test_no_room_imports_one_that_imports_it():
    graph = rooms()
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_prefect_is_known_to_the_flow_its_stages_and_orchestration():
    allowed = ("flows/build.py", "flows/stages.py", "flows/orchestration/")
    assert [name for name, tree in outside(*allowed) if "prefect" in packages(tree)] == []


def test_only_validation_imports_great_expectations_and_only_when_it_is_used():
    assert [name for name, tree in outside("flows/validate/") if "great_expectations" in packages(tree)] == []
    assert [
        name for name, tree in under("flows/validate/") if "great_expectations" in when_loaded(tree)
    ] == []


def test_duckdb_is_the_business_of_the_warehouse_and_of_the_rules():
    found = [
        name for name, tree in outside("warehouse/", "flows/validate/rules") if "duckdb" in packages(tree)
    ]
    assert found == []


def test_only_settings_reads_the_environment():
    ways = {"os.environ", "os.environb", "os.getenv", "os.putenv"}
    assert [name for name, tree in outside("flows/settings.py") if uses(tree) & ways] == []


def test_normalisers_know_neither_files_nor_the_clock():
    files = {"os", "pathlib", "io", "random", "socket", "urllib", "warehouse"}
    clock = {"date.today", "datetime.now", "datetime.today", "time.time"}
    for name, tree in under("flows/normalise/"):
        assert not packages(tree) & files, name
        assert not uses(tree) & clock, name
        ours = {each for each in imported(tree) if each.startswith("flows")}
        assert all(each.startswith(("cronica.flows.normalise", "cronica.flows.extract")) for each in ours), (
            name
        )


def test_neither_the_package_nor_the_command_line_loads_anything_heavy():
    heavy = ("prefect", "polars", "pyarrow", "duckdb", "pandas", "great_expectations", "rich", "pydantic")
    command = "import sys, cronica, cronica.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert loaded & {*heavy, "cronica.schemas.registry", "cronica.seeds", "cronica.warehouse"} == set()
