/*
question: Which acts are cited together, and how often?
parameters: [symbol, limit]
example: {symbol: A/RES/59/50}
held: {symbol: [citations.symbol, documents.symbol]}
*/
SELECT
    one.cited_symbol AS symbol,
    other.cited_symbol AS cited_with,
    count(*) AS documents
FROM citation_edges AS one
INNER JOIN citation_edges AS other
    ON one.citing_document_id = other.citing_document_id AND one.cited_symbol <> other.cited_symbol
WHERE $symbol IS NULL OR one.cited_symbol = $symbol
GROUP BY ALL
ORDER BY documents DESC, symbol, cited_with
LIMIT $limit
