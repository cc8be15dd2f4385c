-- How often each term is used, by body, session and year of the documents; `terms` has one row per document and term.
SELECT
    terms.term,
    terms.term_size,
    documents.body_code,
    documents.session_number,
    year(documents.document_date)::SMALLINT AS year,
    sum(terms.mentions)::BIGINT AS mentions,
    count(*) AS documents
FROM terms
INNER JOIN documents USING (document_id)
GROUP BY ALL
