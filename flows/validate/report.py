"""The report of a validation, for programs (``validation.json``) and for people (``validation.html``)."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cronica.flows.validate.result import CheckResult, ValidationResult
from cronica.warehouse.report import house


def write_report(result: ValidationResult, staged: Path) -> None:
    """Write ``validation.json`` and ``validation.html`` into a release folder.

    The same result gives the same bytes: neither file says when it was written.
    """
    report = as_dict(result)
    text = json.dumps(report, ensure_ascii=False, indent=1, default=str)
    (staged / "validation.json").write_text(text + "\n", encoding="utf-8")
    (staged / "validation.html").write_text(as_html(report), encoding="utf-8")


def as_dict(found: ValidationResult) -> dict[str, Any]:
    """The result as plain data: totals, then each table's checks, then the rules."""
    refused_from = Counter(found.refused["table_name"].to_list())
    tables = [
        {
            "name": name,
            "rows": rows,
            "refused_rows": refused_from[name],
            "checks": [_check(result) for result in found.results if result.table == name],
        }
        for name, rows in found.rows.items()
    ]
    return {
        "passed": found.passed,
        "stopped_by": list(found.stopped_by),
        "totals": {
            **_totals(found.results),
            "tables": len(tables),
            "rows": sum(table["rows"] for table in tables),
            "refused_rows": found.refused.height,
        },
        "tables": tables,
        "rules": [_check(result) for result in found.results if result.kind == "rule"],
        "refused": found.refused.select("table_name", "row_key", "reason_code", "message").to_dicts(),
    }


def as_html(report: dict[str, Any]) -> str:
    """The page for a report of ``as_dict``: self-contained, all document text escaped."""
    checks = [check for table in report["tables"] for check in table["checks"]] + report["rules"]
    findings = [
        check for effect in ("stops", "refused", "noted") for check in checks if check["effect"] == effect
    ]
    return house.page("validation.html", "sheet", spoken=house.SHEET).render(
        published=report["passed"], here="validation", report=report, findings=findings
    )


def _totals(results: Iterable[CheckResult]) -> dict[str, int]:
    count = Counter(result.status for result in results)
    effect = Counter(result.effect for result in results)
    return {
        "checks": count.total(),
        "passed": count["passed"],
        "failed": count["failed"],
        "exceptions": count["exception"],
        "stopping": effect["stops"],
        "warnings": effect["noted"],
    }


def _check(result: CheckResult) -> dict[str, Any]:
    return {
        "id": result.check_id,
        "kind": result.kind,
        "table": result.table,
        "severity": result.severity,
        "status": result.status,
        "effect": result.effect,
        "message": result.message,
        "reason": result.reason,
        "rows_examined": result.examined,
        "rows_failing": result.failing,
        "sample": list(result.sample),
        "detail": result.detail,
    }
