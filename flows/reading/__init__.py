"""Documents to rows, a batch at a time, in processes of their own.

A runner needs ``Readers.read`` alone: any process that sees the documents and the batch's folder can call it.
"""

from cronica.flows.reading.batch import Batch, BatchRead, whoami
from cronica.flows.reading.readers import Readers, of_this_process

__all__ = ["Batch", "BatchRead", "Readers", "of_this_process", "whoami"]
