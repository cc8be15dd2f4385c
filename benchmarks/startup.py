"""How long a person waits: `cronica build` on the bundled documents beside an empty flow run the same way.

    python benchmarks/startup.py [--rounds 3]

Both are fresh processes in a fresh folder that bring their own server through `flows.runtime`. They take
turns, so that whatever else the machine does meets both; the fastest round of each counts. CPU is that of the
process and its server.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TARGET = 2.0

EMPTY = """
import sys
from pathlib import Path
from flows.runtime import recording

with recording(Path(sys.argv[1])):
    from prefect import flow

    flow(lambda: None, name="empty")()
"""


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float

    def __str__(self):
        return f"{self.wall:6.2f} s wall  {self.cpu:6.2f} s CPU"


def measure(command: list[str], cache: Path) -> Cost:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    environment.pop("PREFECT_API_URL", None)
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])} ended with {done.returncode}:\n{done.stderr}")
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(wall, used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    cronica = str(Path(sys.executable).with_name("cronica"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)

        def both(number: int, cache: str) -> dict[str, Cost]:
            commands = {
                "empty flow": [sys.executable, "-c", EMPTY, f"{folder}/empty-{number}"],
                "cronica build": [cronica, "build", "--warehouse", f"{folder}/warehouse-{number}"],
            }
            costs = {}
            for name, command in commands.items():
                costs[name] = measure(command, folder / cache.format(name))
                print(f"  {name:<14} {costs[name]}", flush=True)
            return costs

        print("first run on a machine, with Prefect's migrations")
        both(0, "cache of {}")
        taken = []
        for number in range(1, rounds + 1):
            print(f"later, round {number}")
            taken.append(both(number, "cache of cronica build"))
    empty, build = (min(costs[name].wall for costs in taken) for name in ("empty flow", "cronica build"))
    ratio = build / empty
    print(f"cronica build {build:.2f} s, empty flow {empty:.2f} s: ratio {ratio:.2f} (target {TARGET})")
    sys.exit(ratio > TARGET)


if __name__ == "__main__":
    main()
