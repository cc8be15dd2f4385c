"""What is on disk when the power fails."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Return once a file's bytes, or the names in a folder, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
