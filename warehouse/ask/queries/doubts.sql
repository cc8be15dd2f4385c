/*
question: Where do documents contradict themselves, and what was expected?
parameters: [symbol, body, limit]
*/
SELECT
    issues.severity, issues.rule_id, documents.symbol, issues.message, issues.value_text, issues.expected_text,
    issues.paragraph_id
FROM issues
INNER JOIN documents USING (document_id)
WHERE ($symbol IS NULL OR documents.symbol = $symbol) AND ($body IS NULL OR documents.body_code = $body)
ORDER BY issues.severity, issues.rule_id, documents.symbol, issues.issue_id
LIMIT $limit
