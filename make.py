"""The two commands that do everything on a fresh machine.

    python3 make.py build    # install, then build the warehouse from seeds/documents
    python3 make.py test     # install, then check style, types and tests

Needs Python 3.11, 3.12 or 3.13 and nothing else: an environment is made in .venv beside this file.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / "bin"
WHAT_IS_INSTALLED = ("pyproject.toml", "constraints.txt")

COPY = HERE / "build" / "typed"
"""The package as it is installed, for mypy, which does not see folders that are mapped to other names."""

TESTS = (
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "--quiet", "."],
    ["python", "-c", "import setuptools; setuptools.setup()", "-q", "build_py", "--build-lib", str(COPY)],
    ["mypy"],
    # Three at once keep two processors busy: one often waits for a server. tests/conftest.py sets the order.
    ["pytest", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"],
)


def main() -> int:
    """Do what the command line asks and return its exit code."""
    if not (3, 11) <= sys.version_info < (3, 14):
        version = sys.version.split()[0]
        return _stop(f"Python 3.11, 3.12 or 3.13 is needed, this is {version}; try: python3.11 make.py build")
    command, *rest = sys.argv[1:] or ["help"]
    if command == "build":
        return _install("") or _run(["cronica", "build", *rest])
    if command == "test":
        return _install("[dev]") or (_run(["pytest", *rest]) if rest else _test())
    print(__doc__)
    return 0 if command == "help" else 2


def _install(extra: str) -> int:
    """Make the environment and install into it, unless exactly this has been installed before."""
    stamp = VENV / f".installed{extra}"
    wanted = hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in WHAT_IS_INSTALLED)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    print("Installing into .venv, about a minute the first time …", file=sys.stderr, flush=True)
    steps = [[str(BIN / "pip"), "install", "--no-input", "-c", "constraints.txt", "-e", f".{extra}"]]
    if not (BIN / "pip").exists():
        steps.insert(0, [sys.executable, "-m", "venv", str(VENV)])
    for step in steps:
        done = subprocess.run(step, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            return _stop(f"{done.stdout}\nthis failed: {' '.join(step)}")
    stamp.write_text(wanted)
    return 0


def _test() -> int:
    """Run every check, also after one has failed; pytest is the last."""
    shutil.rmtree(COPY, ignore_errors=True)  # else it would keep modules that are gone
    codes = [_run(command) for command in TESTS]
    return next((code for code in codes if code), 0)


def _run(command: list[str]) -> int:
    """Run a program of the environment, in the project's folder."""
    return subprocess.run([str(BIN / command[0]), *command[1:]], cwd=HERE).returncode


def _stop(message: str) -> int:
    print(f"make.py: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
