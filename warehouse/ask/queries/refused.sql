/*
question: Which files and rows were refused, and why?
parameters: [limit]
*/
SELECT stage, reason_code, source_path, table_name, row_key, message
FROM quarantine
ORDER BY stage, reason_code, source_path, quarantine_id
LIMIT $limit
