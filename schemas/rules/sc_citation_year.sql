-- severity: warning
-- message: The year of a cited Security Council resolution is not the year in which that number was adopted.
-- runbook: Numbers run on over the years. Check the words; if they are printed so, the citing document is wrong.
WITH cited AS (
    SELECT document_id, citation_id, symbol,
           TRY_CAST(regexp_extract(symbol, '^S/RES/([0-9]+) ?\(([0-9]{4})\)', 1) AS INTEGER) AS number,
           TRY_CAST(regexp_extract(symbol, '^S/RES/([0-9]+) ?\(([0-9]{4})\)', 2) AS INTEGER) AS year
    FROM citations
), numbers AS (
    -- The year that is still running has no last number yet.
    SELECT CAST(year AS INTEGER) AS year, CAST(first AS INTEGER) AS first,
           coalesce(TRY_CAST(last AS INTEGER), 99999) AS last
    FROM reference_sc_resolution_ranges
)
SELECT cited.document_id, 'citations' AS table_name, cited.citation_id AS row_key, cited.symbol AS found,
       coalesce(
           concat('S/RES/', cited.number, '(', of_number.year, ')'),
           concat('a number from ', numbers.first, ' to ', numbers.last)
       ) AS expected
FROM cited
JOIN numbers ON numbers.year = cited.year
LEFT JOIN numbers AS of_number ON cited.number BETWEEN of_number.first AND of_number.last
WHERE cited.number NOT BETWEEN numbers.first AND numbers.last
