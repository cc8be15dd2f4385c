/*
question: Which documents are in the warehouse, and what do they say of themselves?
parameters: [type, body, session, from, to, limit]
example: {type: resolution}
*/
SELECT
    document_date, document_type, symbol, body_code, session_number, meeting_number, title, paragraph_count, document_id
FROM documents
WHERE ($type IS NULL OR document_type = $type)
    AND ($body IS NULL OR body_code = $body)
    AND ($session IS NULL OR session_number = $session)
    AND ($from IS NULL OR document_date >= $from)
    AND ($to IS NULL OR document_date <= $to)
ORDER BY document_date, symbol, document_id
LIMIT $limit
