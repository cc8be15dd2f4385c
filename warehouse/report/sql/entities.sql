-- Names of the entities that the documents name.
SELECT entity_id AS id, entity_type AS type, name_es AS es, name_en AS en
FROM entities
SEMI JOIN entity_mentions USING (entity_id)
ORDER BY entity_id
