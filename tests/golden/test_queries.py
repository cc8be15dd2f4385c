"""Every named question gives exactly the answer that was reviewed, and every option narrows it."""

from datetime import date
from pathlib import Path

import pytest

from cronica import period
from cronica.cli import formats
from cronica.warehouse.ask import query
from cronica.warehouse.ask.questions import PAGE, page, questions
from cronica.warehouse.ask.sandbox import Session

ANSWERS = Path(__file__).parent / "queries"
READ = {"first_day": period.first_day, "last_day": period.last_day, "text": str, "number": int}
NOTHING = {"text": "no such value", "number": 0, "first_day": date(9999, 1, 1), "last_day": date(1, 1, 1)}


@pytest.mark.parametrize("name", questions())
def test_a_question_gives_exactly_the_reviewed_answer(built, name, update_golden):
    question = questions()[name]
    types = {each.name: each.type for each in question.parameters}
    example = {key: READ[types[key]](str(value)) for key, value in question.example.items()}
    answer = query.run(built.release, question.sql, dict.fromkeys(types) | example)
    found = "".join(formats.as_csv(answer.column_names, answer.to_batches()))
    expected = ANSWERS / f"{name}.csv"
    if update_golden:
        expected.write_text(found, encoding="utf-8")
        pytest.skip(f"wrote {expected.name}; review the difference")
    assert found == expected.read_text(encoding="utf-8")


def test_no_answer_is_left_without_its_question():
    assert sorted(path.stem for path in ANSWERS.iterdir()) == list(questions())


@pytest.mark.parametrize("name", questions())
def test_every_option_of_a_question_narrows_its_answer(built, name):
    question = questions()[name]
    unset = dict.fromkeys(each.name for each in question.parameters)
    with Session() as session:
        session.open(built.release / "cronica.duckdb")
        for parameter in question.parameters:
            given = unset | {parameter.name: NOTHING[parameter.type]}
            assert session.ask(question.sql, given).whole().num_rows == 0


def test_the_page_of_questions_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m cronica.warehouse.ask.questions"
