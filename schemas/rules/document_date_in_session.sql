-- severity: warning
-- message: A document's date lies outside the days plausible for its session.
-- runbook: Read the masthead. The printed session or date may be wrong; if both are right and the session ran late,
--    widen plausible_to in the sessions reference and say where the day comes from.
SELECT documents.document_id, 'documents' AS table_name, documents.document_id AS row_key,
       CAST(documents.document_date AS VARCHAR) AS found,
       concat(sessions.plausible_from, ' to ', sessions.plausible_to) AS expected
FROM documents
JOIN sessions USING (body_code, session_kind, session_number)
WHERE documents.document_date_precision = 'day'
  AND (documents.document_date < sessions.plausible_from OR documents.document_date > sessions.plausible_to)
