SELECT source_path AS path, stage, reason_code AS reason, message, table_name AS "table", row_key AS key
FROM quarantine
ORDER BY quarantine_id
LIMIT $rows
