SELECT severity, rule_id AS rule, count(*) AS issues, count(DISTINCT document_id) AS documents
FROM issues
GROUP BY severity, rule_id
ORDER BY array_position(['error', 'warning', 'info'], severity), issues DESC, rule
