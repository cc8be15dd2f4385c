-- What is due in a session or by a day, in the order of the documents.
SELECT
    place AS doc,
    paragraph_number AS par,
    requests.start_char AS start,
    requests.end_char AS "end",
    requests.due_body_code AS body,
    requests.due_session_number AS session,
    deadlines.due_year AS year,
    day_of(requests.due_to) AS day,
    requests.deliverable,
    coalesce(requests.addressee_entity_id, requests.addressee_text) AS addressee,
    coalesce(requests.recipient_entity_id, requests.recipient_text) AS recipient,
    answered_by_document_id AS answer
FROM deadlines
INNER JOIN requests USING (request_id)
INNER JOIN places ON requests.document_id = places.document_id
INNER JOIN paragraphs ON requests.paragraph_id = paragraphs.paragraph_id
ORDER BY place, request_id
