-- Each sponsor of a document with the others.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, document_date, session_number, symbol, title
    FROM documents
    SEMI JOIN sponsors USING (document_id)
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
)

SELECT
    sponsors.entity_id,
    sponsors.sponsor_name,
    texts.document_date,
    texts.session_number,
    sponsors.document_id,
    texts.symbol,
    texts.title,
    count(*) OVER the_others AS co_sponsors,
    string_agg(sponsors.entity_id, ',') OVER the_others AS sponsors_with
FROM sponsors
INNER JOIN texts USING (document_id)
WINDOW the_others AS (
    PARTITION BY sponsors.document_id
    ORDER BY sponsors.entity_id, sponsors.sponsor_name
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    EXCLUDE CURRENT ROW
)
