-- How often the documents speak of each month or year; a period counts where it begins. A date given to the year or
-- less counts in no month, so that January does not collect them.
WITH texts AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, document_date, session_number
    FROM documents
    ORDER BY coalesce(symbol, document_id), paragraph_count DESC, document_id
)

SELECT
    year(date_mentions.start_date)::SMALLINT AS event_year,
    CASE
        WHEN date_mentions.precision IN ('day', 'week', 'fortnight', 'month') THEN month(date_mentions.start_date)::SMALLINT
    END AS event_month,
    date_mentions.role,
    date_mentions.precision,
    year(texts.document_date)::SMALLINT AS year,
    texts.session_number,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM date_mentions
INNER JOIN texts USING (document_id)
GROUP BY ALL
