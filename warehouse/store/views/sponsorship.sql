-- Each sponsor of a document with the others.
WITH others AS (
    SELECT
        one.document_id,
        one.sponsor_name,
        count(other.sponsor_name) AS co_sponsors,
        string_agg(other.entity_id, ',' ORDER BY other.entity_id) AS sponsors_with
    FROM sponsors AS one
    LEFT JOIN sponsors AS other ON one.document_id = other.document_id AND one.sponsor_name <> other.sponsor_name
    GROUP BY one.document_id, one.sponsor_name
)

SELECT
    sponsors.entity_id,
    sponsors.sponsor_name,
    documents.document_date,
    documents.session_number,
    sponsors.document_id,
    documents.symbol,
    documents.title,
    others.co_sponsors,
    others.sponsors_with
FROM sponsors
INNER JOIN documents USING (document_id)
INNER JOIN others USING (document_id, sponsor_name)
