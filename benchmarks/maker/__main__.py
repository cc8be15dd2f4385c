"""``python -m benchmarks.maker``."""

import argparse
from pathlib import Path

from benchmarks import maker

parser = argparse.ArgumentParser(description="Make UN-like documents with known answers.")
parser.add_argument("folder", type=Path)
parser.add_argument("--documents", type=int, default=1000)
parser.add_argument("--seed", type=int, default=1)
chosen = parser.parse_args()
print(maker.write(chosen.folder, chosen.documents, chosen.seed))
