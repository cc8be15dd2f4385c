/*
question: What did the documents ask, decide or recommend, word for word?
parameters: [symbol, verb, body, session, limit]
example: {symbol: A/RES/73/331}
*/
SELECT
    documents.symbol,
    paragraphs.label_path,
    paragraphs.opening_lemma AS verb,
    paragraphs.text,
    paragraphs.paragraph_id
FROM paragraphs
INNER JOIN documents USING (document_id)
WHERE paragraphs.part = 'operative'
    AND ($symbol IS NULL OR documents.symbol = $symbol)
    AND ($verb IS NULL OR paragraphs.opening_lemma = $verb)
    AND ($body IS NULL OR documents.body_code = $body)
    AND ($session IS NULL OR documents.session_number = $session)
ORDER BY documents.document_date, documents.symbol, documents.document_id, paragraphs.paragraph_number
LIMIT $limit
