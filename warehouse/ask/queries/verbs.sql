/*
question: Which verbs do paragraphs open with, and what kind of act is each?
parameters: [part, body, session, limit]
example: {part: operative}
*/
SELECT
    paragraphs.opening_lemma,
    paragraphs.opening_en,
    paragraphs.act_class,
    count(*) AS paragraphs,
    count(DISTINCT documents.document_id) AS documents
FROM paragraphs
INNER JOIN documents USING (document_id)
WHERE paragraphs.opening_lemma IS NOT NULL
    AND ($part IS NULL OR paragraphs.part = $part)
    AND ($body IS NULL OR documents.body_code = $body)
    AND ($session IS NULL OR documents.session_number = $session)
GROUP BY ALL
ORDER BY paragraphs DESC, paragraphs.opening_lemma
LIMIT $limit
