/*
question: Which acts are cited by the most documents?
parameters: [body, session, from, to, limit]
example: {limit: 10}
*/
SELECT
    citation_edges.cited_symbol,
    any_value(citation_edges.cited_type ORDER BY citation_edges.cited_type) AS cited_type,
    count(DISTINCT documents.document_id) AS documents,
    sum(citation_edges.mentions)::BIGINT AS mentions,
    bool_or(citation_edges.cited_document_id IS NOT NULL) AS in_warehouse
FROM citation_edges
INNER JOIN documents ON citation_edges.citing_document_id = documents.document_id
WHERE ($body IS NULL OR documents.body_code = $body)
    AND ($session IS NULL OR documents.session_number = $session)
    AND ($from IS NULL OR documents.document_date >= $from)
    AND ($to IS NULL OR documents.document_date <= $to)
GROUP BY citation_edges.cited_symbol
ORDER BY documents DESC, mentions DESC, citation_edges.cited_symbol
LIMIT $limit
