-- How often each opening phrase is used, by part of the text and by body, session and year of the documents.
SELECT
    paragraphs.opening_lemma,
    paragraphs.opening_en,
    paragraphs.act_class,
    paragraphs.part,
    documents.body_code,
    documents.session_number,
    year(documents.document_date)::SMALLINT AS year,
    count(*) AS mentions,
    count(DISTINCT document_id) AS documents
FROM paragraphs
INNER JOIN documents USING (document_id)
WHERE paragraphs.opening_lemma IS NOT NULL
GROUP BY ALL
