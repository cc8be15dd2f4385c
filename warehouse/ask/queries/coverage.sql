/*
question: How many documents of each type are there for each year, and how long are they?
parameters: [type, body]
*/
SELECT
    year(document_date) AS year,
    body_code,
    document_type,
    count(*) AS documents,
    sum(paragraph_count)::BIGINT AS paragraphs,
    sum(word_count)::BIGINT AS words
FROM documents
WHERE ($type IS NULL OR document_type = $type) AND ($body IS NULL OR body_code = $body)
GROUP BY ALL
ORDER BY year, body_code, document_type
