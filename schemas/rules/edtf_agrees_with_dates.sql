-- severity: error
-- message: start_date or end_date is not what the EDTF value says.
-- runbook: All three come from one normaliser. A month runs to its last day and a year to 31 December; a quarter, term
--    of four months or half-year has its months and a season the days of its year. A date without year or month, the
--    open side of an interval and a period that ends before it begins have no day.
WITH half AS (
    SELECT document_id, date_mention_id, edtf, start_date, end_date,
           rtrim(split_part(edtf, '/', 1), '~?') AS first_half,
           rtrim(CASE WHEN contains(edtf, '/') THEN split_part(edtf, '/', 2) ELSE edtf END, '~?') AS last_half
    FROM date_mentions
), part AS (
    -- Quarters are 33 to 36, terms of four months 37 to 39, half-years 40 and 41; seasons, 21 to 24, are a whole year.
    SELECT code::VARCHAR AS code,
           CASE WHEN code < 33 THEN 12 WHEN code < 37 THEN 3 WHEN code < 40 THEN 4 ELSE 6 END AS months,
           CASE WHEN code < 33 THEN 0 WHEN code < 37 THEN code - 33 WHEN code < 40 THEN code - 37 ELSE code - 40 END AS place
    FROM unnest([21, 22, 23, 24, 33, 34, 35, 36, 37, 38, 39, 40, 41]) AS codes (code)
), read AS (
    SELECT half.*,
           CASE
               WHEN first_part.code IS NOT NULL
               THEN make_date(left(first_half, 4)::INTEGER, first_part.place * first_part.months + 1, 1)
               WHEN length(first_half) = 10 THEN TRY_CAST(first_half AS DATE)
               WHEN length(first_half) = 7 THEN TRY_CAST(first_half || '-01' AS DATE)
               WHEN length(first_half) = 4 THEN TRY_CAST(replace(first_half, 'X', '0') || '-01-01' AS DATE)
           END AS first_day,
           CASE
               WHEN last_part.code IS NOT NULL
               THEN last_day(make_date(left(last_half, 4)::INTEGER, (last_part.place + 1) * last_part.months, 1))
               WHEN length(last_half) = 10 THEN TRY_CAST(last_half AS DATE)
               WHEN length(last_half) = 7 THEN last_day(TRY_CAST(last_half || '-01' AS DATE))
               WHEN length(last_half) = 4 THEN TRY_CAST(replace(last_half, 'X', '9') || '-12-31' AS DATE)
           END AS final_day,
           first_half = '..' OR last_half = '..' AS is_open
    FROM half
    LEFT JOIN part AS first_part ON length(first_half) = 7 AND first_part.code = right(first_half, 2)
    LEFT JOIN part AS last_part ON length(last_half) = 7 AND last_part.code = right(last_half, 2)
)
SELECT document_id, 'date_mentions' AS table_name, date_mention_id AS row_key,
       concat(edtf, ': ', start_date, ' to ', end_date) AS found,
       concat(first_day, ' to ', final_day) AS expected
FROM read
WHERE start_date IS DISTINCT FROM CASE WHEN is_open OR first_day <= final_day THEN first_day END
   OR end_date IS DISTINCT FROM CASE WHEN is_open OR first_day <= final_day THEN final_day END
