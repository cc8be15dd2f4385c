"""Tables to verdict: expectation suites, rules across tables, the gate and its report."""

from flows.validate import bounds
from flows.validate.examine import Answers, examine, keep, kept
from flows.validate.gate import validate
from flows.validate.page import write_report
from flows.validate.suite import preload
from flows.validate.verdict import CheckResult, Verdict

__all__ = [
    "Answers",
    "CheckResult",
    "Verdict",
    "bounds",
    "examine",
    "keep",
    "kept",
    "preload",
    "validate",
    "write_report",
]
