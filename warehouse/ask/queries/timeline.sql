/*
question: What happened when, and which document says so?
parameters: [event, body, session, from, to, limit]
example: {body: GA, from: "2010"}
*/
SELECT event_date, edtf, event_type, symbol, cited_symbol, sentence, paragraph_id
FROM timeline
WHERE ($event IS NULL OR event_type = $event)
    AND ($body IS NULL OR body_code = $body)
    AND ($session IS NULL OR session_number = $session)
    AND ($from IS NULL OR event_date >= $from)
    AND ($to IS NULL OR event_date <= $to)
ORDER BY event_date, event_type, document_id, paragraph_id, date_mention_id
LIMIT $limit
