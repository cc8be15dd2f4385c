-- severity: warning
-- message: The session printed in a document is not the session in its symbol.
-- runbook: One of the two is misprinted, or the session line belongs to another body. The printed values stand.
WITH symbol AS (
    SELECT document_id, session_number, session_kind, session_origin, symbol,
           TRY_CAST(
               regexp_extract(symbol, '^A/(?:HRC/)?(?:RES/|DEC/|C\.[1-6]/)?(?:E?S-)?([0-9]{1,2})/', 1) AS INTEGER
           ) AS number,
           CASE WHEN contains(symbol, '/ES-') THEN 'emergency_special'
                WHEN contains(symbol, '/S-') THEN 'special'
                ELSE 'regular' END AS kind
    FROM documents
)
SELECT document_id, 'documents' AS table_name, document_id AS row_key,
       concat_ws(' ', session_kind, session_number) AS found,
       concat_ws(' ', kind, number) AS expected
FROM symbol
WHERE session_origin <> 'symbol'
  AND (session_number <> number OR (number IS NOT NULL AND session_kind <> kind))
