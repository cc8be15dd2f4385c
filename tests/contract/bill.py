"""What is installed with Crónica, as a CycloneDX bill of materials: ``python -m tests.contract.bill > bill.json``."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(path: Path = ROOT / "constraints.txt") -> dict[str, str]:
    """The version of each package that a file pins."""
    found = re.findall(r"^([\w.-]+)==([^\s;\\]+)", path.read_text(encoding="utf-8"), re.M)
    return {canonicalize_name(name): version for name, version in found}


def brought_in(wanted: Iterable[Requirement]) -> dict[str, Distribution]:
    """Every installed package that is asked for or that comes with one."""
    found: dict[str, Distribution] = {}
    left = [*wanted]
    while left:
        asked = left.pop()
        name = canonicalize_name(asked.name)
        if name in found or name in ("cronica", "pip"):  # pip comes with the environment
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # of a group that is not installed
            continue
        for text in found[name].requires or ():
            each = Requirement(text)
            extras = ("", *asked.extras)
            if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras):
                left.append(each)
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


def bill() -> str:
    """The bill of what runs, without what only develops it, as CycloneDX 1.6 JSON."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import DisjunctiveLicense
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    def component(name: str, version: str, said: str, kind: ComponentType) -> Component:
        purl = PackageURL("pypi", name=name, version=version)
        licences = [DisjunctiveLicense(name=said)] if said else []
        return Component(
            name=name, version=version, type=kind, purl=purl, bom_ref=str(purl), licenses=licences
        )

    whole = Bom()
    whole.metadata.component = component(
        PROJECT["name"], PROJECT["version"], PROJECT["license"], ComponentType.APPLICATION
    )
    asked = map(Requirement, PROJECT["dependencies"])
    parts = [
        component(name, each.version, licence(each), ComponentType.LIBRARY)
        for name, each in sorted(brought_in(asked).items())
    ]
    whole.components.update(parts)
    whole.register_dependency(whole.metadata.component, parts)
    return JsonV1Dot6(whole).output_as_string(indent=1)


if __name__ == "__main__":
    print(bill())
