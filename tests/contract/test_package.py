"""What is installed: one name, complete, without data of a run, whatever lies beside it."""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
FOLDERS = {Path(folder): name for name, folder in SETTINGS["package-dir"].items()}
SOURCES = [
    Path(name)
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    if (ROOT / name).is_file()
]
PRINT_DATES = """
import sys, cronica
from pathlib import Path
print(cronica.__file__)
print(*(date.edtf for date in cronica.read("Aprobada el 3 de mayo de 2019.").dates))
assert not {"prefect", "great_expectations"} & sys.modules.keys()
"""
LOAD_ENTRY_POINT = """
import yaml, cronica.flows.orchestration
from pathlib import Path
from prefect.flows import load_flow_from_entrypoint
declared = Path(cronica.flows.orchestration.__file__).with_name("prefect.yaml").read_text()
print(load_flow_from_entrypoint(yaml.safe_load(declared)["deployments"][0]["entrypoint"]).name)
"""


def installed_name(source: Path) -> str | None:
    """Where a file of the project is installed; None for one that is not, such as a test."""
    package = FOLDERS.get(Path(source.parts[0]))
    return str(PurePosixPath(package.replace(".", "/"), *source.parts[1:])) if package else None


def run(*command: object, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pip(*arguments: object, folder: Path) -> str:
    return run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, folder=folder)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The files of the project as in a fresh clone."""
    folder = tmp_path_factory.mktemp("checkout")
    for source in SOURCES:
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / source, folder / source)
    return folder


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    """The wheel, built from the source archive, which was built from the clone."""
    folder = tmp_path_factory.mktemp("wheel")
    command = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    run(sys.executable, "-c", command, folder, folder=checkout)
    (archive,) = folder.glob("cronica-*.tar.gz")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, archive, folder=folder)
    (built,) = folder.glob("cronica-*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """Python of a fresh environment with the wheel in it; what it needs is taken from the one of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder)
    python = folder / "bin" / "python"
    pip("--python", python, "install", "--no-deps", "--no-index", wheel, folder=folder)
    (site,) = folder.glob("lib/python*/site-packages")
    needed = [path for path in sys.path if Path(path).name == "site-packages"]
    (site / "needed.pth").write_text("\n".join(needed))
    return python


@pytest.fixture
def project(tmp_path):
    """The folder of somebody's project, with packages of the names that ours have below ``cronica``."""
    for name in ("flows", "schemas", "warehouse", "seeds"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"raise ImportError('{name} of the project')\n")
    return tmp_path


def test_every_folder_of_code_is_a_package_of_the_list():
    found = {
        installed_name(source.parent).replace("/", ".")
        for source in SOURCES
        if source.name == "__init__.py" and installed_name(source)
    }
    assert sorted(found) == SETTINGS["packages"]


def test_the_wheel_holds_one_name_with_every_file_of_it_and_no_other(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names} == {"cronica", "cronica-0.1.0.dist-info"}
    expected = {name for source in SOURCES if (name := installed_name(source))}
    assert {name for name in names if name.startswith("cronica/")} == expected
    for name in ("py.typed", "schemas/DICTIONARY.md", "flows/orchestration/prefect.yaml"):
        assert f"cronica/{name}" in names


def test_it_reads_beside_a_project_with_folders_of_the_same_names(environment, project):
    file, dates = run(environment, "-c", PRINT_DATES, folder=project).splitlines()
    assert Path(file).is_relative_to(environment.parents[1])
    assert dates == "2019-05-03"


def test_it_builds_beside_a_project_with_folders_of_the_same_names(environment, project):
    assert run(environment, "-m", "cronica", "--version", folder=project) == "cronica 0.1.0\n"
    answer = run(environment.with_name("cronica"), "build", folder=project, PYTHONPATH=str(project))
    assert "5 documents" in answer
    assert (project / "cronica-warehouse" / "current" / "cronica.duckdb").is_file()


def test_prefect_finds_the_flow_from_such_a_project(environment, project):
    assert run(environment, "-c", LOAD_ENTRY_POINT, folder=project, DO_NOT_TRACK="1") == "build-warehouse\n"


def test_a_build_in_a_clone_leaves_nothing_that_git_sees(checkout, environment):
    def git(*arguments: str) -> str:
        return run("git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments, folder=checkout)

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "clone")
    pip(
        "--python",
        environment,
        "install",
        "--no-deps",
        "--no-build-isolation",
        "-e",
        checkout,
        folder=checkout,
    )
    run(environment.with_name("cronica"), "build", folder=checkout)
    assert git("status", "--porcelain") == ""
    assert (checkout / "cronica-warehouse" / "current").is_dir()
