/*
question: Under which numbers has an agenda item stood, from session to session?
parameters: [item, session, body, limit]
example: {item: 100(a), session: 74}
about: item
*/
WITH chosen AS (
    SELECT DISTINCT body_code, series_title FROM item_series
    WHERE ($item IS NULL OR label = $item)
        AND ($session IS NULL OR session_number = $session)
        AND ($body IS NULL OR body_code = $body)
)

SELECT body_code, session_number, label, title, first_session, last_session, sessions, documents
FROM item_series
WHERE (body_code, series_title) IN (SELECT (body_code, series_title) FROM chosen)
ORDER BY body_code, series_title, session_number, label
LIMIT $limit
