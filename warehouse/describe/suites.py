"""The checks of every table as a suite of Great Expectations: ``expectations/<table>.json``.

A pipeline that reads the tables loads one with ``gx.ExpectationSuite(**json.load(file))`` and runs it on what
it got. What compares a text with its paragraph is left out: it needs two tables.
"""

import json
import re
from importlib.metadata import version
from typing import Any

from cronica.schemas import registry
from cronica.schemas.expectations import SEVERITIES, SPAN_COLUMN, Expectation, expectations


def all_suites() -> dict[str, str]:
    """The suite of each table as text, by the table's name."""
    made_with = {"great_expectations_version": version("great-expectations")}
    return {
        table.name: json.dumps(
            {
                "name": table.name,
                "expectations": [
                    _config(each) for each in expectations(table) if SPAN_COLUMN not in each.kwargs.values()
                ],
                "meta": made_with,
                "notes": None,
            },
            ensure_ascii=False,
            indent=1,
        )
        for table in registry.tables()
    }


def _config(spec: Expectation) -> dict[str, Any]:
    kwargs = dict(spec.kwargs)
    if columns := kwargs.get("column_list"):
        kwargs["column_list"] = [each for each in columns if each != SPAN_COLUMN]
    return {
        "type": re.sub("(?<!^)([A-Z])", r"_\1", spec.expectation).lower(),
        "kwargs": kwargs,
        "severity": SEVERITIES[spec.severity],
        "meta": {"check_id": spec.check_id, "reason": spec.reason},
    }
