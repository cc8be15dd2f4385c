/*
question: Which States, organisations and people are named in the most documents?
parameters: [body, session, limit]
example: {limit: 10}
*/
SELECT
    entity_type,
    entity_id,
    name_es,
    name_en,
    sum(mentions)::BIGINT AS mentions,
    sum(documents)::BIGINT AS documents
FROM entity_frequency
WHERE ($body IS NULL OR body_code = $body) AND ($session IS NULL OR session_number = $session)
GROUP BY ALL
ORDER BY documents DESC, mentions DESC, entity_id
LIMIT $limit
