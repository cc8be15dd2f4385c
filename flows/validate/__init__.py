"""Staged tables to a decision: expectations, rules across tables, refused rows and the report."""

from cronica.flows.validate.gate import validate
from cronica.flows.validate.report import write_report
from cronica.flows.validate.result import CheckResult, ValidationResult

__all__ = ["CheckResult", "ValidationResult", "validate", "write_report"]
