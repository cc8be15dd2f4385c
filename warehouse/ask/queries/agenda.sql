/*
question: Which documents stand under which agenda item of a session?
parameters: [body, session, limit]
example: {body: GA, session: 75}
*/
SELECT
    agenda_items.body_code,
    agenda_items.session_number,
    agenda_items.label,
    agenda_items.title AS item,
    documents.document_type,
    documents.symbol,
    documents.title,
    agenda_items.paragraph_id
FROM agenda_items
INNER JOIN documents USING (document_id)
WHERE agenda_items.relation = 'own'
    AND ($body IS NULL OR agenda_items.body_code = $body)
    AND ($session IS NULL OR agenda_items.session_number = $session)
ORDER BY
    agenda_items.body_code,
    agenda_items.session_number,
    agenda_items.item_number,
    agenda_items.subitem NULLS FIRST,
    documents.symbol,
    agenda_items.agenda_item_id
LIMIT $limit
