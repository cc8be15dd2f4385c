-- How often each session is named, as the document's own or another, by the year of the documents.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, document_date
    FROM documents
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
)

SELECT
    session_mentions.body_code,
    session_mentions.session_kind,
    session_mentions.session_number,
    session_mentions.relation,
    year(texts.document_date)::SMALLINT AS year,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM session_mentions
INNER JOIN texts USING (document_id)
GROUP BY ALL
