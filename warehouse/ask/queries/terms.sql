/*
question: Which terms are the documents about?
parameters: [symbol, body, session, limit]
example: {limit: 15}
*/
SELECT
    terms.term,
    sum(terms.mentions)::BIGINT AS mentions,
    count(*) AS documents
FROM terms
INNER JOIN documents USING (document_id)
WHERE ($symbol IS NULL OR documents.symbol = $symbol)
    AND ($body IS NULL OR documents.body_code = $body)
    AND ($session IS NULL OR documents.session_number = $session)
GROUP BY terms.term
ORDER BY documents DESC, mentions DESC, terms.term
LIMIT $limit
