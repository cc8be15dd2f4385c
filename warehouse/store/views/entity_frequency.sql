-- How often each entity is named, by body, session and year of the documents.
SELECT
    entity_id,
    entities.entity_type,
    entities.name_es,
    entities.name_en,
    documents.body_code,
    documents.session_number,
    year(documents.document_date)::SMALLINT AS year,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM entity_mentions
INNER JOIN entities USING (entity_id)
INNER JOIN documents USING (document_id)
GROUP BY ALL
