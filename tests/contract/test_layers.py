"""Who may import whom, and who may touch what: read off the source, so that the house keeps its shape."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = {"seeds": set(), "schemas": {"seeds"}, "warehouse": {"schemas", "seeds"}}
LAYERS["flows"] = {"seeds", "schemas", "warehouse"}
MODULES = sorted(path.relative_to(ROOT) for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))

pytestmark = pytest.mark.parametrize("module", MODULES, ids=str)


def parsed(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> set[str]:
    """Full names of the modules imported anywhere in the tree."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: import by the full name"
            names.add(node.module)
    return names


def roots(tree: ast.AST) -> set[str]:
    return {name.partition(".")[0] for name in imported(tree)}


def when_loaded(tree: ast.Module) -> set[str]:
    """Roots of what is imported with the module: not what only a function or a type checker imports."""
    kept = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If)]
    return roots(ast.Module(kept, []))


def uses(tree: ast.AST, *dotted: str) -> list[str]:
    """Which of these attributes (``os.environ``) the tree reads."""
    found = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return sorted(found & set(dotted))


def test_layers_know_only_the_ones_below(module):
    layer = module.parts[0]
    above = set(LAYERS) - LAYERS[layer] - {layer}
    assert not roots(parsed(module)) & (above | {"tests", "benchmarks"})


def test_only_the_top_of_flows_imports_prefect(module):
    if module.parts[0] != "flows" or len(module.parts) > 2:
        assert "prefect" not in roots(parsed(module))


def test_only_validation_imports_great_expectations_and_only_when_used(module):
    if module.parts[:2] == ("flows", "validate"):
        assert "great_expectations" not in when_loaded(parsed(module))
    else:
        assert "great_expectations" not in roots(parsed(module))


def test_duckdb_is_the_business_of_the_warehouse_and_the_rules(module):
    if module.parts[0] != "warehouse" and module != Path("flows/validate/rules.py"):
        assert "duckdb" not in roots(parsed(module))


def test_only_settings_reads_the_environment(module):
    tree = parsed(module)
    if module != Path("flows/settings.py"):
        assert not uses(tree, "os.environ", "os.getenv", "os.environb", "os.putenv")
        assert not {"environ", "getenv"} & {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
        }


def test_normalisers_know_neither_files_nor_the_clock(module):
    if module.parts[:2] == ("flows", "normalise"):
        tree = parsed(module)
        assert not roots(tree) & {"os", "pathlib", "io", "random", "socket", "urllib", "warehouse"}
        assert not uses(tree, "date.today", "datetime.now", "time.time")
        flows = {name for name in imported(tree) if name.startswith("flows")}
        assert all(name.startswith(("flows.normalise", "flows.extract")) for name in flows)


def test_the_command_line_loads_nothing_heavy(module):
    if module in {Path("flows/cli.py"), Path("flows/runtime.py"), Path("flows/settings.py")}:
        heavy = {"prefect", "polars", "pyarrow", "duckdb", "pandas", "warehouse", "schemas", "seeds", "rich"}
        assert not when_loaded(parsed(module)) & heavy
