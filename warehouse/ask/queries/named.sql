/*
question: Where is a State, an organisation or a person named?
parameters: [entity, body, from, to, limit]
example: {entity: KAZ, limit: 5}
*/
SELECT
    documents.document_date,
    documents.symbol,
    entity_mentions.entity_id,
    entity_mentions.text,
    paragraphs.part,
    paragraphs.text AS paragraph,
    entity_mentions.paragraph_id
FROM entity_mentions
INNER JOIN paragraphs USING (paragraph_id)
INNER JOIN documents ON entity_mentions.document_id = documents.document_id
WHERE ($entity IS NULL OR entity_mentions.entity_id = $entity)
    AND ($body IS NULL OR documents.body_code = $body)
    AND ($from IS NULL OR documents.document_date >= $from)
    AND ($to IS NULL OR documents.document_date <= $to)
ORDER BY documents.document_date, documents.document_id, entity_mentions.paragraph_id, entity_mentions.start_char
LIMIT $limit
