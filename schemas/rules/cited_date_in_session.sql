-- severity: warning
-- message: The date printed for a cited General Assembly resolution lies outside the days plausible for its session.
-- runbook: The number or the date may be misprinted; the same number may also be a resolution of another body, such
--    as the Human Rights Council, whose sessions fall in other years.
WITH cited AS (
    SELECT document_id, citation_id, cited_date, symbol,
           TRY_CAST(regexp_extract(symbol, '^A/RES/(?:E?S-)?([0-9]{1,2})/', 1) AS INTEGER) AS session_number,
           CASE WHEN starts_with(symbol, 'A/RES/ES-') THEN 'emergency_special'
                WHEN starts_with(symbol, 'A/RES/S-') THEN 'special'
                ELSE 'regular' END AS session_kind
    FROM citations
)
SELECT cited.document_id, 'citations' AS table_name, cited.citation_id AS row_key,
       concat(cited.symbol, ' of ', cited.cited_date) AS found,
       concat(sessions.plausible_from, ' to ', sessions.plausible_to) AS expected
FROM cited
JOIN sessions
    ON sessions.body_code = 'GA'
   AND sessions.session_kind = cited.session_kind
   AND sessions.session_number = cited.session_number
WHERE cited.cited_date < sessions.plausible_from OR cited.cited_date > sessions.plausible_to
