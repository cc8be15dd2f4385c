"""Questions whose answers are empty over the bundled documents."""

from cronica.warehouse.ask import query
from cronica.warehouse.ask.questions import questions
from tests.small_warehouse import DATASET, LETTER, SPORT_65, SPORT_73

MORE = {
    **DATASET,
    "votes": [
        {"document_id": SPORT_73, "entity_id": "RUS", "state_name": "FEDERACIÓN DE RUSIA", "vote": "abstain"},
        {"document_id": SPORT_73, "entity_id": "KAZ", "state_name": "KAZAJSTÁN", "vote": "yes"},
        {"document_id": SPORT_65, "entity_id": "KAZ", "state_name": "KAZAJSTÁN", "vote": "no"},
    ],
    "issues": [
        {
            "issue_id": f"{SPORT_73}-i0001",
            "document_id": SPORT_73,
            "rule_id": "two_adoption_dates",
            "severity": "error",
            "message": "two dates of adoption",
            "value_text": "2019-07-25",
            "expected_text": "2019-07-26",
        },
        {
            "issue_id": f"{LETTER}-i0001",
            "document_id": LETTER,
            "rule_id": "nonexistent_day",
            "severity": "warning",
            "message": "31 June",
        },
    ],
    "quarantine": [
        {
            "quarantine_id": "1",
            "source_path": "scan.pdf",
            "stage": "read",
            "reason_code": "no_text",
            "message": "no text layer",
        }
    ],
}


def test_votes_doubts_and_refusals(publish):
    release = publish(MORE).path

    def ask(name: str, **values: object) -> list[dict]:
        asked = {each.name: values.get(each.name) for each in questions()[name].parameters}
        return query.run(release, questions()[name].sql, asked).to_pylist()

    votes = [(row["symbol"], row["entity_id"], row["vote"]) for row in ask("votes")]
    assert votes == [
        ("A/RES/65/4", "KAZ", "no"),
        ("A/RES/73/331", "RUS", "abstain"),
        ("A/RES/73/331", "KAZ", "yes"),
    ]
    assert [row["vote"] for row in ask("votes", entity="KAZ", session=73)] == ["yes"]
    assert [row["rule_id"] for row in ask("doubts")] == ["two_adoption_dates", "nonexistent_day"]
    assert ask("doubts", symbol="A/RES/73/331") == [
        {
            "severity": "error",
            "rule_id": "two_adoption_dates",
            "symbol": "A/RES/73/331",
            "message": "two dates of adoption",
            "value_text": "2019-07-25",
            "expected_text": "2019-07-26",
            "paragraph_id": None,
        }
    ]
    assert [(row["source_path"], row["message"]) for row in ask("refused")] == [("scan.pdf", "no text layer")]
