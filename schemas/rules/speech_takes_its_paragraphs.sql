-- severity: error
-- message: A turn of a speaker ends before it begins, or has more words than its paragraphs.
-- runbook: Compare first_paragraph_id and last_paragraph_id with the record; the next turn was found in the wrong place.
WITH turns AS (
    SELECT speeches.document_id, speeches.speech_id, speeches.word_count, first.paragraph_number AS first,
           last.paragraph_number AS last
    FROM speeches
    JOIN paragraphs AS first ON first.paragraph_id = speeches.first_paragraph_id
    JOIN paragraphs AS last ON last.paragraph_id = speeches.last_paragraph_id
)
SELECT turns.document_id, 'speeches' AS table_name, turns.speech_id AS row_key,
       CAST(turns.word_count AS VARCHAR) || ' words' AS found,
       'paragraphs ' || CAST(turns.first AS VARCHAR) || ' to ' || CAST(turns.last AS VARCHAR) AS expected
FROM turns
LEFT JOIN paragraphs ON paragraphs.document_id = turns.document_id
    AND paragraphs.paragraph_number BETWEEN turns.first AND turns.last
GROUP BY ALL
HAVING coalesce(sum(paragraphs.word_count), -1) < turns.word_count
