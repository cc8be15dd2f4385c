"""What is installed is bounded, pinned and free to use."""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = {
    canonicalize_name(name): version
    for name, version in re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(), re.M)
}
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
STATED_ELSEWHERE = {"axe-playwright-python": "MIT, in its LICENSE file"}


def brought_in() -> dict[str, Distribution]:
    """Every installed package that the project asks for or that comes with one."""
    found: dict[str, Distribution] = {}
    wanted = [*ASKED_FOR]
    while wanted:
        asked = wanted.pop()
        name = canonicalize_name(asked.name)
        if name in found or name in ("cronica", "pip"):  # pip comes with the environment
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # of a group that is not installed
            continue
        for text in found[name].requires or ():
            each = Requirement(text)
            if each.marker is None or any(
                each.marker.evaluate({"extra": extra}) for extra in ("", *asked.extras)
            ):
                wanted.append(each)
    return found


def licence(package: Distribution) -> str:
    """What it says of its licence: the expression, the classifiers, else the first line."""
    about = package.metadata
    classified = [each for each in about.get_all("Classifier", []) if each.startswith("License ::")]
    return (
        about.get("License-Expression")
        or "; ".join(classified)
        or about.get("License", "").partition("\n")[0]
    )


def test_every_package_is_pinned_to_one_version():
    assert sorted(brought_in().keys() - PINS.keys()) == []


def test_pins_lie_within_the_bounds_asked_for_and_every_bound_has_an_end():
    outside = [str(each) for each in ASKED_FOR if PINS[canonicalize_name(each.name)] not in each.specifier]
    assert outside == []
    endless = {each.name for each in ASKED_FOR if not any("<" in part.operator for part in each.specifier)}
    assert endless <= {"pytz", "types-PyYAML", "types-pytz"}  # numbered by date: no version breaks another


def test_every_licence_is_free_to_use():
    stated = {name: licence(package) for name, package in brought_in().items()}
    doubtful = {name: said for name, said in stated.items() if not FREE.search(said)}
    assert doubtful.keys() - STATED_ELSEWHERE.keys() == set()
