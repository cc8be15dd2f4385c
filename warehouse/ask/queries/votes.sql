/*
question: How did a State vote, or who voted how on a resolution?
parameters: [symbol, entity, session, limit]
about: entity
*/
SELECT document_date, symbol, entity_id, state_name, vote, title
FROM vote_record
WHERE ($symbol IS NULL OR symbol = $symbol)
    AND ($entity IS NULL OR entity_id = $entity)
    AND ($session IS NULL OR session_number = $session)
ORDER BY document_date, symbol, state_name
LIMIT $limit
