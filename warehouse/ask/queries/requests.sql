/*
question: Who is asked to do what, by when, and where is it said?
parameters: [addressee, deliverable, due, symbol, limit]
example: {addressee: Secretario General}
*/
SELECT
    documents.symbol,
    paragraphs.label_path AS paragraph,
    requests.act_lemma,
    requests.addressee_text,
    requests.action_text,
    requests.deliverable,
    requests.due_kind,
    requests.due_session_number,
    requests.due_edtf,
    requests.frequency,
    requests.recipient_text,
    requests.request_id
FROM requests
INNER JOIN documents USING (document_id)
INNER JOIN paragraphs USING (paragraph_id)
WHERE (
        $addressee IS NULL
        OR requests.addressee_text = $addressee
        OR requests.addressee_entity_id IN (
            SELECT entity_id FROM entities WHERE $addressee IN (entity_id, name_es, name_en, name_fr)
        )
    )
    AND ($deliverable IS NULL OR requests.deliverable = $deliverable)
    AND ($due IS NULL OR requests.due_session_number = $due)
    AND ($symbol IS NULL OR documents.symbol = $symbol)
ORDER BY documents.document_date, documents.symbol, requests.request_id
LIMIT $limit
