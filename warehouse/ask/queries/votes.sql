/*
question: How did a State vote, or who voted how on a resolution?
parameters: [symbol, entity, session, limit]
*/
SELECT documents.document_date, documents.symbol, votes.entity_id, votes.state_name, votes.vote, documents.title
FROM votes
INNER JOIN documents USING (document_id)
WHERE ($symbol IS NULL OR documents.symbol = $symbol)
    AND ($entity IS NULL OR votes.entity_id = $entity)
    AND ($session IS NULL OR documents.session_number = $session)
ORDER BY documents.document_date, documents.symbol, votes.state_name
LIMIT $limit
