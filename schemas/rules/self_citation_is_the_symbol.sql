-- severity: error
-- message: None of the symbols that a document prints as its own is documents.symbol.
-- runbook: The masthead symbol and the symbol of the document were read differently; the symbol grammar decides.
SELECT documents.document_id, 'documents' AS table_name, documents.document_id AS row_key,
       documents.symbol AS found, string_agg(DISTINCT citations.symbol, ', ' ORDER BY citations.symbol) AS expected
FROM documents
JOIN citations USING (document_id)
WHERE citations.relation = 'self' AND citations.symbol IS NOT NULL
GROUP BY documents.document_id, documents.symbol
HAVING count(*) FILTER (
    WHERE documents.symbol IN (citations.symbol, citations.symbol || ' ' || citations.symbol_part)
) = 0
