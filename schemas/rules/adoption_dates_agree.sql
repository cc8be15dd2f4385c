-- severity: warning
-- message: A document prints a day of adoption that is not its adoption_date.
-- runbook: The title and the closing line disagree. The closing line, with its meeting, is the record.
SELECT documents.document_id, 'date_mentions' AS table_name, mention.date_mention_id AS row_key,
       CAST(mention.start_date AS VARCHAR) AS found, CAST(documents.adoption_date AS VARCHAR) AS expected
FROM documents
JOIN date_mentions AS mention USING (document_id)
WHERE mention.role = 'adoption'
  AND mention.start_date <> documents.adoption_date
