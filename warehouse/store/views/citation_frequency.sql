-- How often each symbol is cited, by year and session of the citing documents. A document's own symbol printed in it
-- is no citation, and a document cited by title alone cannot be counted under a symbol.
SELECT
    citations.symbol,
    citations.body_code,
    citations.cited_type,
    citations.relation,
    year(documents.document_date)::SMALLINT AS year,
    documents.session_number,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM citations
INNER JOIN documents USING (document_id)
WHERE citations.symbol IS NOT NULL AND citations.relation <> 'self'
GROUP BY ALL
