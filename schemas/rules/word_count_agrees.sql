-- severity: error
-- message: documents.word_count is not the sum over the document's paragraphs.
-- runbook: Both counts must come from the cleaned text of the same paragraphs.
SELECT documents.document_id, 'documents' AS table_name, documents.document_id AS row_key,
       CAST(documents.word_count AS VARCHAR) AS found,
       CAST(coalesce(sum(paragraphs.word_count), 0) AS VARCHAR) AS expected
FROM documents
LEFT JOIN paragraphs USING (document_id)
GROUP BY documents.document_id, documents.word_count
HAVING documents.word_count <> coalesce(sum(paragraphs.word_count), 0)
