/*
question: Who wrote to whom, and under which agenda items?
parameters: [body, session, from, to, limit]
*/
SELECT
    documents.document_date,
    documents.symbol,
    documents.sender_name,
    documents.signatory_name,
    string_agg(agenda_items.label, ', ' ORDER BY agenda_items.item_number, agenda_items.subitem)
        FILTER (WHERE agenda_items.relation = 'own') AS items,
    documents.title,
    documents.document_id
FROM documents
LEFT JOIN agenda_items USING (document_id)
WHERE documents.document_type IN ('letter', 'note_verbale')
    AND ($body IS NULL OR documents.body_code = $body)
    AND ($session IS NULL OR documents.session_number = $session)
    AND ($from IS NULL OR documents.document_date >= $from)
    AND ($to IS NULL OR documents.document_date <= $to)
GROUP BY ALL
ORDER BY documents.document_date, documents.symbol, documents.document_id
LIMIT $limit
