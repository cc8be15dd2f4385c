-- severity: error
-- message: A document is said to be related to itself.
-- runbook: Compare documents.symbol with related_symbol; one of the two was misread.
SELECT document_id, 'document_relations' AS table_name,
       document_id || '|' || related_symbol || '|' || relation AS row_key,
       related_symbol AS found, 'another symbol' AS expected
FROM document_relations
JOIN documents USING (document_id)
WHERE documents.symbol = related_symbol OR document_id = related_document_id
