-- severity: warning
-- message: A session mentioned as the document's own is not the session of the document.
-- runbook: The document may name two sessions at its head, or a session in the text was taken for its own.
SELECT mention.document_id, 'session_mentions' AS table_name, mention.session_mention_id AS row_key,
       concat_ws(' ', mention.body_code, mention.session_kind, mention.session_number) AS found,
       concat_ws(' ', documents.body_code, documents.session_kind, documents.session_number) AS expected
FROM session_mentions AS mention
JOIN documents USING (document_id)
WHERE mention.relation = 'own'
  AND (mention.session_number, mention.session_kind)
      IS DISTINCT FROM (documents.session_number, documents.session_kind)
