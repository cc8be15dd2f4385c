-- How often each agenda item is named, by the session whose agenda it is and the year of the documents.
SELECT
    agenda_items.body_code,
    agenda_items.session_number,
    agenda_items.label,
    agenda_items.item_number,
    agenda_items.subitem,
    agenda_items.title,
    agenda_items.relation,
    year(documents.document_date)::SMALLINT AS year,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM agenda_items
INNER JOIN documents USING (document_id)
GROUP BY ALL
