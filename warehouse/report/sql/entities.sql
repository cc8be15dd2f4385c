-- Names of the entities that the documents name, that vote, or that are asked for something.
SELECT entity_id AS id, entity_type AS type, columns('name_(..)') AS '\1'
FROM entities
WHERE entity_id IN (
    SELECT entity_id FROM entity_mentions
    UNION SELECT entity_id FROM votes
    UNION SELECT unnest([addressee_entity_id, recipient_entity_id]) FROM requests
)
ORDER BY entity_id
