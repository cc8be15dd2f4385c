-- severity: error
-- message: The precision of a date is not the one its EDTF value has.
-- runbook: A normalised value never claims more precision than the source; both come from one normaliser.
WITH single AS (
    -- An open interval has the precision of its one end. A week or fortnight begins and ends with a day.
    SELECT document_id, date_mention_id, edtf, precision,
           rtrim(replace(replace(edtf, '../', ''), '/..', ''), '~?') AS value
    FROM date_mentions
    WHERE NOT contains(edtf, '/') OR contains(edtf, '..')
)
SELECT document_id, 'date_mentions' AS table_name, date_mention_id AS row_key, precision AS found,
       CASE WHEN length(value) = 10 AND edtf <> value AND precision IN ('week', 'fortnight') THEN precision
            WHEN length(value) = 10 THEN 'day'
            WHEN regexp_matches(value, '-(40|41)$') THEN 'semester'
            WHEN regexp_matches(value, '-3[789]$') THEN 'four_months'
            WHEN regexp_matches(value, '-3[3456]$') THEN 'quarter'
            WHEN regexp_matches(value, '-2[1234]$') THEN 'season'
            WHEN length(value) = 7 THEN 'month'
            WHEN value LIKE '%XX' THEN 'century'
            WHEN value LIKE '%X' THEN 'decade'
            ELSE 'year' END AS expected
FROM single
WHERE found <> expected
