"""Tables to verdict: expectation suites, rules across tables, the gate and its report."""

from cronica.flows.validate import bounds
from cronica.flows.validate.examine import Answers, examine, keep, kept
from cronica.flows.validate.gate import validate
from cronica.flows.validate.page import write_report
from cronica.flows.validate.suite import preload
from cronica.flows.validate.verdict import CheckResult, Verdict

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
