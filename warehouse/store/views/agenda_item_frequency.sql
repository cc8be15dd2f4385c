-- How often each agenda item is named, by the session whose agenda it is and the year of the documents.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, document_date
    FROM documents
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
)

SELECT
    agenda_items.body_code,
    agenda_items.session_number,
    agenda_items.label,
    agenda_items.item_number,
    agenda_items.subitem,
    agenda_items.title,
    agenda_items.relation,
    year(texts.document_date)::SMALLINT AS year,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM agenda_items
INNER JOIN texts USING (document_id)
GROUP BY ALL
