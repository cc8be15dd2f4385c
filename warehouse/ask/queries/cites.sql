/*
question: What does a document cite, with the date printed for it?
parameters: [symbol, limit]
example: {symbol: A/RES/73/331}
*/
SELECT
    documents.symbol AS citing,
    citations.symbol AS cited,
    citations.pinpoint_text,
    citations.cited_date,
    citations.relation,
    citations.text,
    citations.paragraph_id
FROM citations
INNER JOIN documents USING (document_id)
WHERE citations.relation <> 'self' AND ($symbol IS NULL OR documents.symbol = $symbol)
ORDER BY citing, citations.paragraph_id, citations.start_char, cited
LIMIT $limit
