/*
question: Which documents cite a document, and in which words?
parameters: [symbol, from, to, limit]
example: {symbol: A/RES/59/50}
held: {symbol: [citations.symbol, documents.symbol]}
*/
SELECT
    citations.symbol AS cited,
    documents.symbol AS citing,
    documents.document_date AS cited_on,
    paragraphs.opening_lemma AS verb,
    citations.text,
    paragraphs.text AS paragraph,
    citations.paragraph_id
FROM citations
INNER JOIN documents USING (document_id)
INNER JOIN paragraphs USING (paragraph_id)
WHERE citations.relation <> 'self'
    AND ($symbol IS NULL OR citations.symbol = $symbol)
    AND ($from IS NULL OR documents.document_date >= $from)
    AND ($to IS NULL OR documents.document_date <= $to)
ORDER BY cited, cited_on, citing, citations.paragraph_id, citations.start_char
LIMIT $limit
