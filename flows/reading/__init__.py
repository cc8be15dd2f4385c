"""Documents to rows, a batch at a time, in processes of their own.

``read`` is all a runner needs: any process that sees the documents and the batch's folder can call it.
"""

from cronica.flows.reading.batch import Batch, BatchRead, whoami
from cronica.flows.reading.pool import ALONE, dismiss, prepare, read, readers, rest, until_interrupted

__all__ = [
    "ALONE",
    "Batch",
    "BatchRead",
    "dismiss",
    "prepare",
    "read",
    "readers",
    "rest",
    "until_interrupted",
    "whoami",
]
