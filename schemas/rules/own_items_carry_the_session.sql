-- severity: error
-- message: An agenda item of the document does not carry the document's session.
-- runbook: Own items stand on the agenda of the document's own session; assembly copies the session to them.
SELECT item.document_id, 'agenda_items' AS table_name, item.agenda_item_id AS row_key,
       CAST(item.session_number AS VARCHAR) AS found, CAST(documents.session_number AS VARCHAR) AS expected
FROM agenda_items AS item
JOIN documents USING (document_id)
WHERE item.relation = 'own'
  AND item.body_code IS NOT DISTINCT FROM documents.body_code
  AND item.session_number IS DISTINCT FROM documents.session_number
