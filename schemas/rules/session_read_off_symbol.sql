-- severity: error
-- message: A session that is said to be read off the symbol is not the one in the symbol.
-- runbook: The symbol was read differently in two places; the symbol grammar decides.
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
WHERE session_origin = 'symbol'
  AND (session_number <> number OR (number IS NOT NULL AND session_kind <> kind))
