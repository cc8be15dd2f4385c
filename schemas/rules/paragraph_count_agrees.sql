-- severity: error
-- message: documents.paragraph_count is not the number of the document's paragraphs.
-- runbook: Paragraphs were lost or doubled between segmentation and assembly; look for refused rows in quarantine.
SELECT documents.document_id, 'documents' AS table_name, documents.document_id AS row_key,
       CAST(documents.paragraph_count AS VARCHAR) AS found,
       CAST(count(paragraphs.paragraph_id) AS VARCHAR) AS expected
FROM documents
LEFT JOIN paragraphs USING (document_id)
GROUP BY documents.document_id, documents.paragraph_count
HAVING documents.paragraph_count <> count(paragraphs.paragraph_id)
