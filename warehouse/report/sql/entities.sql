-- Names of the entities that the documents name.
SELECT entity_id AS id, entity_type AS type, columns('name_(..)') AS '\1'
FROM entities
SEMI JOIN entity_mentions USING (entity_id)
ORDER BY entity_id
