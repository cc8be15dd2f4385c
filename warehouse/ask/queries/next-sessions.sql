/*
question: What was put on the agenda of a later session, and by which document?
parameters: [body, session]
*/
SELECT
    agenda_items.body_code,
    agenda_items.session_number,
    agenda_items.title AS item,
    documents.symbol AS decided_by,
    documents.document_date AS decided_on,
    paragraphs.text AS paragraph,
    agenda_items.paragraph_id
FROM agenda_items
INNER JOIN documents USING (document_id)
INNER JOIN paragraphs USING (paragraph_id)
WHERE agenda_items.relation = 'future'
    AND ($body IS NULL OR agenda_items.body_code = $body)
    AND ($session IS NULL OR agenda_items.session_number = $session)
ORDER BY agenda_items.body_code, agenda_items.session_number, decided_on, decided_by, agenda_items.agenda_item_id
