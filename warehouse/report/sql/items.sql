-- A title for each agenda item that has one: the shortest, of equals the first.
SELECT item_of(body_code, session_number, label) AS id, min_by(title, (length(title), title)) AS title
FROM agenda_items
WHERE title IS NOT NULL
GROUP BY id
ORDER BY id
