-- How often each symbol is cited, by year and session of the citing documents. A document's own symbol printed in it
-- is no citation, and a document cited by title alone cannot be counted under a symbol.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, document_date, session_number
    FROM documents
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
)

SELECT
    citations.symbol,
    citations.body_code,
    citations.cited_type,
    citations.relation,
    year(texts.document_date)::SMALLINT AS year,
    texts.session_number,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM citations
INNER JOIN texts USING (document_id)
WHERE citations.symbol IS NOT NULL AND citations.relation <> 'self'
GROUP BY ALL
