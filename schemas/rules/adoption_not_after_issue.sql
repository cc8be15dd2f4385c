-- severity: warning
-- message: A document was issued before it was adopted.
-- runbook: Compare the date after Distr. with the date of adoption; one is misprinted or belongs to another text.
SELECT document_id, 'documents' AS table_name, document_id AS row_key,
       concat('adopted ', adoption_date, ', issued ', issue_date) AS found,
       'issued on the day of adoption or later' AS expected
FROM documents
WHERE adoption_date > issue_date
