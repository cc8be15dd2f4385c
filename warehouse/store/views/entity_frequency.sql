-- How often each entity is named, by body, session and year of the documents.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, document_date, body_code, session_number
    FROM documents
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
)

SELECT
    entity_id,
    entities.entity_type,
    entities.name_es,
    entities.name_en,
    texts.body_code,
    texts.session_number,
    year(texts.document_date)::SMALLINT AS year,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM entity_mentions
INNER JOIN entities USING (entity_id)
INNER JOIN texts USING (document_id)
GROUP BY ALL
