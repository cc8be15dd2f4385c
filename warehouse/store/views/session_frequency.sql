-- How often each session is named, as the document's own or another, by the year of the documents.
SELECT
    session_mentions.body_code,
    session_mentions.session_kind,
    session_mentions.session_number,
    session_mentions.relation,
    year(documents.document_date)::SMALLINT AS year,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM session_mentions
INNER JOIN documents USING (document_id)
GROUP BY ALL
