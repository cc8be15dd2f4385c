-- severity: warning
-- message: A printed date or period does not exist in the calendar.
-- runbook: Check the words. If they are printed so, the document is wrong and the row stays without start_date;
--    if not, the date was misread.
SELECT document_id, 'date_mentions' AS table_name, date_mention_id AS row_key,
       text AS found, 'a date of the calendar' AS expected
FROM date_mentions
WHERE start_date IS NULL
  AND (edtf IS NULL OR NOT regexp_matches(edtf, 'XXXX|-XX|[.][.]/'))
