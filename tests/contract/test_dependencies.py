"""What is installed is bounded, pinned and free to use."""

import json
import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.contract.bill import PROJECT, ROOT, bill, brought_in, licence, pins

PINS = pins()
ASKED_FOR = [
    Requirement(each)
    for group in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for each in group
    if not each.startswith("cronica[")
]
# Permissive, or with duties for who changes the library itself (LGPL, MPL); a choice of licences counts as the freest.
FREE = re.compile(
    r"\b(?:MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|CNRI|Zlib|CC0|MPL|Mozilla Public|LGPL|Artistic)\b",
    re.I,
)
STATED_ELSEWHERE = {
    "axe-playwright-python": "MIT, in its LICENSE file",
    "mlcroissant": "the terms of Apache-2.0, in LICENSE.md of its repository",
}


def test_every_package_is_pinned_to_one_version():
    assert sorted(brought_in(ASKED_FOR).keys() - PINS.keys()) == []


def test_pins_lie_within_the_bounds_asked_for_and_every_bound_has_an_end():
    outside = [str(each) for each in ASKED_FOR if PINS[canonicalize_name(each.name)] not in each.specifier]
    assert outside == []
    endless = {each.name for each in ASKED_FOR if not any("<" in part.operator for part in each.specifier)}
    assert endless <= {"pytz", "types-PyYAML", "types-pytz"}  # numbered by date: no version breaks another


def test_every_pin_has_hashes_and_no_address():
    text = (ROOT / "hashes.txt").read_text(encoding="utf-8")
    hashed = re.findall(r"^(\S+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M)
    assert {canonicalize_name(name): version for name, version, _ in hashed if name != "pip"} == PINS
    assert "://" not in text


def test_every_licence_is_free_to_use():
    stated = {name: licence(package) for name, package in brought_in(ASKED_FOR).items()}
    doubtful = {name: said for name, said in stated.items() if not FREE.search(said)}
    assert doubtful.keys() - STATED_ELSEWHERE.keys() == set()


def test_the_bill_of_materials_names_what_runs_and_is_valid():
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = bill()
    whole = json.loads(text)
    assert (whole["bomFormat"], whole["metadata"]["component"]["name"]) == ("CycloneDX", "cronica")
    versions = {each["name"]: each["version"] for each in whole["components"]}
    assert versions.keys() >= {"prefect", "polars", "pyarrow", "duckdb", "great-expectations"}
    assert versions.keys().isdisjoint({"pytest", "ruff", "hypothesis"})
    assert {name: PINS[name] for name in versions} == versions
    assert all(each["licenses"] and each["purl"].startswith("pkg:pypi/") for each in whole["components"])
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_container_is_built_of_pinned_versions_and_runs_as_a_user_without_rights():
    text = (ROOT / "docs" / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")
    steps = [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]
    by_name = dict(steps)
    assert re.fullmatch(r"python:3\.(11|12|13)\.\d+-slim", by_name["FROM"])  # no tag that moves
    [run] = [rest for name, rest in steps if name == "RUN"]
    installs = [each.strip() for each in run.split("&&") if "pip install" in each]
    assert len(installs) > 1 and all("--require-hashes" in each for each in installs[:-1])
    assert installs[-1].endswith("--no-deps --no-build-isolation .") and "http" not in run
    assert [name for name, _ in steps if name in ("USER", "ENTRYPOINT")] == ["USER", "ENTRYPOINT"]
    assert f"useradd --create-home --uid {by_name['USER']} " in run  # a number: known without a list of users
    assert by_name["ENTRYPOINT"].startswith("[") and by_name["CMD"].startswith("[")  # no shell between
    assert not {"ADD", "ARG"} & by_name.keys()
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "build"} <= set(ignored)
