/*
question: What is due in which session or year, from whom, and has it been answered?
parameters: [due, addressee, deliverable, limit]
example: {due: 75}
*/
SELECT
    due_body_code,
    due_session_number,
    due_year,
    deliverable,
    addressee_text,
    topic_text,
    symbol AS asked_in,
    answered_by_symbol,
    is_answered,
    paragraph_id
FROM deadlines
WHERE ($due IS NULL OR due_session_number = $due)
    AND (
        $addressee IS NULL
        OR addressee_text = $addressee
        OR request_id IN (
            SELECT request_id FROM requests
            INNER JOIN entities ON requests.addressee_entity_id = entities.entity_id
            WHERE $addressee IN (entity_id, name_es, name_en, name_fr)
        )
    )
    AND ($deliverable IS NULL OR deliverable = $deliverable)
ORDER BY due_year, due_session_number, due_from, symbol, request_id
LIMIT $limit
