-- severity: error
-- message: start_date or end_date is not what the EDTF value says.
-- runbook: All three come from one normaliser. A month runs to its last day and a year to 31 December; a date
--    without year or month, or a period that ends before it begins, has neither day.
WITH half AS (
    SELECT document_id, date_mention_id, edtf, start_date, end_date,
           split_part(edtf, '/', 1) AS first_half,
           CASE WHEN contains(edtf, '/') THEN split_part(edtf, '/', 2) ELSE edtf END AS last_half
    FROM date_mentions
), read AS (
    SELECT *,
           CASE length(first_half)
               WHEN 10 THEN TRY_CAST(first_half AS DATE)
               WHEN 7 THEN TRY_CAST(first_half || '-01' AS DATE)
               WHEN 4 THEN TRY_CAST(replace(first_half, 'X', '0') || '-01-01' AS DATE)
           END AS first_day,
           CASE length(last_half)
               WHEN 10 THEN TRY_CAST(last_half AS DATE)
               WHEN 7 THEN last_day(TRY_CAST(last_half || '-01' AS DATE))
               WHEN 4 THEN TRY_CAST(replace(last_half, 'X', '9') || '-12-31' AS DATE)
           END AS final_day
    FROM half
)
SELECT document_id, 'date_mentions' AS table_name, date_mention_id AS row_key,
       concat(edtf, ': ', start_date, ' to ', end_date) AS found,
       concat(first_day, ' to ', final_day) AS expected
FROM read
WHERE start_date IS DISTINCT FROM CASE WHEN first_day <= final_day THEN first_day END
   OR end_date IS DISTINCT FROM CASE WHEN first_day <= final_day THEN final_day END
