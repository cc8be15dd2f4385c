-- Each sponsor of a document with the others.
SELECT
    sponsors.entity_id,
    sponsors.sponsor_name,
    documents.document_date,
    documents.session_number,
    sponsors.document_id,
    documents.symbol,
    documents.title,
    count(*) OVER the_others AS co_sponsors,
    string_agg(sponsors.entity_id, ',') OVER the_others AS sponsors_with
FROM sponsors
INNER JOIN documents USING (document_id)
WINDOW the_others AS (
    PARTITION BY sponsors.document_id
    ORDER BY sponsors.entity_id, sponsors.sponsor_name
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    EXCLUDE CURRENT ROW
)
