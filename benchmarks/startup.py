"""How long a person waits: `cronica build` on the bundled documents beside an empty flow run the same way.

    python -m benchmarks.startup [--rounds 3]

Both are fresh processes in a fresh folder that bring their own server through `orchestration/recording.py`.
They take turns, so that whatever else the machine does meets both; the fastest round of each counts. CPU is
that of the process and its server.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.builds import EMPTY
from benchmarks.measured import Cost, run

TARGET = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    cronica = str(Path(sys.executable).with_name("cronica"))
    with tempfile.TemporaryDirectory(prefix="cronica-") as temporary:
        folder = Path(temporary)

        def both(number: int, cache: str) -> dict[str, Cost]:
            commands = {
                "empty flow": [sys.executable, "-c", EMPTY, f"{folder}/empty-{number}"],
                "cronica build": [cronica, "build", "--warehouse", f"{folder}/warehouse-{number}"],
            }
            costs = {}
            for name, command in commands.items():
                cost = costs[name] = run(command, XDG_CACHE_HOME=str(folder / cache.format(name)))
                print(f"  {name:<14} {cost.wall:6.2f} s wall  {cost.cpu:6.2f} s CPU", flush=True)
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
