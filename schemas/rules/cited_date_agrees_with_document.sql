-- severity: warning
-- message: The date printed for a cited document is not the date that document itself carries.
-- runbook: Compare both texts; a citation with a wrong day is common, a wrong adoption_date would be our fault.
SELECT citations.document_id, 'citations' AS table_name, citations.citation_id AS row_key,
       concat(citations.symbol, ' of ', citations.cited_date) AS found,
       CAST(cited.adoption_date AS VARCHAR) AS expected
FROM citations
JOIN documents AS cited ON cited.document_id = citations.cited_document_id
WHERE citations.cited_date <> cited.adoption_date
