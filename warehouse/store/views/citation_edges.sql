-- The citation network: one edge from each document to each symbol it cites, its own symbol left out.
SELECT
    document_id AS citing_document_id,
    documents.symbol AS citing_symbol,
    citations.symbol AS cited_symbol,
    min(citations.cited_type) AS cited_type,
    min(citations.cited_document_id) AS cited_document_id,
    count(*) AS mentions,
    count(DISTINCT citations.paragraph_id) AS paragraphs
FROM citations
INNER JOIN documents USING (document_id)
WHERE citations.symbol IS NOT NULL
    AND citations.relation <> 'self'
    AND citations.symbol IS DISTINCT FROM documents.symbol
GROUP BY ALL
