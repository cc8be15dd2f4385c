-- One row per dated fact that has a day to stand at, by date. A fact no mention states has no paragraph.
-- Roles and precisions are numbers: their place in the lists beside it in the index.
SELECT
    place AS doc,
    paragraph_number AS par,
    start_char AS start,
    day_of(event_date) AS day,
    coalesce(event_end_date - event_date, 0) AS days, -- an interval without end stands at its first day
    array_position($roles, event_type) - 1 AS role,
    array_position($precisions, timeline.precision) - 1 AS precision
FROM timeline
INNER JOIN places USING (document_id)
LEFT JOIN date_mentions USING (date_mention_id)
LEFT JOIN paragraphs ON paragraphs.paragraph_id = timeline.paragraph_id
WHERE event_date IS NOT NULL
ORDER BY event_date, place, paragraph_number, start_char, event_type
