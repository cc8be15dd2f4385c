/*
question: Which dates have no year, so that no timeline can place them?
parameters: [body, limit]
*/
SELECT documents.source_path, date_mentions.edtf, date_mentions.text, date_mentions.role, date_mentions.paragraph_id
FROM date_mentions
INNER JOIN documents USING (document_id)
WHERE date_mentions.start_date IS NULL AND ($body IS NULL OR documents.body_code = $body)
ORDER BY documents.source_path, date_mentions.paragraph_id, date_mentions.start_char
LIMIT $limit
