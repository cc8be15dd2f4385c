-- severity: error
-- message: The precision of a date is not the one its EDTF value has.
-- runbook: A normalised value never claims more precision than the source; both come from one normaliser.
SELECT document_id, 'date_mentions' AS table_name, date_mention_id AS row_key, precision AS found,
       CASE WHEN length(edtf) = 10 THEN 'day'
            WHEN length(edtf) = 7 THEN 'month'
            WHEN edtf LIKE '%XX' THEN 'century'
            WHEN edtf LIKE '%X' THEN 'decade'
            ELSE 'year' END AS expected
FROM date_mentions
WHERE NOT contains(edtf, '/')
  AND found <> expected
