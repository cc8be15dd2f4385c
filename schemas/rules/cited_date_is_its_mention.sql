-- severity: warning
-- message: The date bound to a citation is not the cited_date of that citation.
-- runbook: A date belongs to the number printed before it; look at how the list was split.
SELECT mention.document_id, 'date_mentions' AS table_name, mention.date_mention_id AS row_key,
       CAST(mention.start_date AS VARCHAR) AS found, CAST(citations.cited_date AS VARCHAR) AS expected
FROM date_mentions AS mention
JOIN citations USING (document_id, citation_id)
WHERE mention.precision = 'day'
  AND mention.start_date IS NOT NULL
  AND mention.start_date IS DISTINCT FROM citations.cited_date
