-- The pairs of successive texts. `paragraphs` pairs their paragraphs: `3=3` the same, `4~5` edited, `6^2` moved, `-7` added,
-- `8-` removed; the number in the earlier text stands first.
SELECT
    current.place AS doc,
    previous.place AS previous,
    count(*) FILTER (change = 'edited') AS edited,
    count(*) FILTER (change = 'moved') AS moved,
    count(*) FILTER (change = 'added') AS added,
    count(*) FILTER (change = 'removed') AS removed,
    count(*) AS "all",
    joined(list({
        a: paragraph_change_id,
        text: coalesce(before.paragraph_number::VARCHAR, '')
        || CASE change WHEN 'same' THEN '=' WHEN 'edited' THEN '~' WHEN 'moved' THEN '^' ELSE '-' END
        || coalesce(after.paragraph_number::VARCHAR, '')
    })) AS paragraphs
FROM paragraph_changes AS changed
INNER JOIN places AS current ON changed.document_id = current.document_id
INNER JOIN places AS previous ON changed.previous_document_id = previous.document_id
LEFT JOIN paragraphs AS before ON changed.previous_paragraph_id = before.paragraph_id
LEFT JOIN paragraphs AS after ON changed.paragraph_id = after.paragraph_id
GROUP BY current.place, previous.place
ORDER BY doc, previous
