"""Who may import whom, and who may touch what: read off the source, so that the house keeps its shape."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
BELOW = {
    "seeds": set(),
    "schemas": {"seeds"},
    "warehouse": {"seeds", "schemas"},
    "flows": {"seeds", "schemas", "warehouse"},
}
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
            names.add("." * node.level + (node.module or ""))
    return names


def packages(tree: ast.AST) -> set[str]:
    return {name.partition(".")[0] for name in imported(tree)}


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


def test_only_the_top_of_flows_imports_prefect():
    top = {name for name, _ in under("flows/") if name.count("/") == 1}
    assert {name for name, tree in SOURCES.items() if "prefect" in packages(tree)} <= top


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
        assert all(each.startswith(("flows.normalise", "flows.extract")) for each in ours), name


def test_the_command_line_loads_nothing_heavy():
    light = ("flows/cli/", "flows/runtime.py", "flows/settings.py", "flows/judge.py", "flows/summary.py")
    heavy = {"prefect", "polars", "pyarrow", "duckdb", "pandas", "warehouse", "schemas", "seeds", "rich"}
    assert {name: found for name, tree in under(*light) if (found := when_loaded(tree) & heavy)} == {}
