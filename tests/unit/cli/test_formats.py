"""Answers for programs: numbers are numbers, dates ISO 8601, and what a form cannot hold is null."""

import json
from datetime import date

import pyarrow as pa
import pytest

from cronica.cli import formats
from cronica.warehouse.ask import query

ODD = """
SELECT 3000000000 + sum(0 * term_size) AS total, 1.50::DECIMAL(9, 2) AS price, 'nan'::DOUBLE AS ratio,
    DATE '2019-07-25' AS day, true AS yes, NULL AS nothing, 'a "b", c' AS said, [1, 2] AS few
FROM terms
"""


@pytest.fixture(scope="module")
def answer(built) -> pa.Table:
    return query.run(built.release, ODD)


def test_json(answer):
    assert json.loads(
        "".join(formats.as_json(answer.column_names, formats.rows_of(answer.to_batches())))
    ) == [
        {
            "total": 3000000000,
            "price": 1.5,
            "ratio": None,
            "day": "2019-07-25",
            "yes": True,
            "nothing": None,
            "said": 'a "b", c',
            "few": [1, 2],
        }
    ]


def test_csv(answer):
    assert "".join(formats.as_csv(answer.column_names, answer.to_batches())) == (
        'total,price,ratio,day,yes,nothing,said,few\n3000000000,1.50,nan,2019-07-25,true,,"a ""b"", c","[1, 2]"\n'
    )


def test_a_sum_beyond_64_bits_keeps_every_digit(built):
    answer = query.run(built.release, "SELECT sum(9223372036854775807) AS total FROM range(4)")
    assert (
        "".join(formats.as_csv(answer.column_names, answer.to_batches())) == "total\n36893488147419103228\n"
    )


def test_a_date_before_1900(built):
    answer = query.run(built.release, "SELECT DATE '0999-12-31' AS day")
    assert answer.to_pylist() == [{"day": date(999, 12, 31)}]
    assert "".join(formats.as_csv(answer.column_names, answer.to_batches())) == "day\n0999-12-31\n"
