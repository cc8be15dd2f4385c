-- severity: error
-- message: A document_date that is called stated is printed nowhere in the document.
-- runbook: document_date is the adoption, else the letter's own date, else the issue. See which of them was meant,
--    and whether document_date_origin should be metadata or inferred.
SELECT documents.document_id, 'documents' AS table_name, documents.document_id AS row_key,
       CAST(documents.document_date AS VARCHAR) AS found,
       concat_ws(' or ', documents.adoption_date, documents.issue_date, 'a date mention') AS expected
FROM documents
ANTI JOIN date_mentions
    ON date_mentions.document_id = documents.document_id AND date_mentions.start_date = documents.document_date
WHERE documents.document_date_origin = 'stated'
  AND documents.document_date IS DISTINCT FROM documents.adoption_date
  AND documents.document_date IS DISTINCT FROM documents.issue_date
