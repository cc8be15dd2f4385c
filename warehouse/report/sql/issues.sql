-- The doubts found, the gravest first.
SELECT severity, rule_id AS rule, place AS doc, paragraph_number AS par, message, value_text AS value, expected_text AS expected
FROM issues
INNER JOIN places USING (document_id)
LEFT JOIN paragraphs USING (paragraph_id)
QUALIFY row_number() OVER (PARTITION BY severity, rule_id ORDER BY issue_id) <= $rows
ORDER BY array_position(['error', 'warning', 'info'], severity), rule_id, issue_id
