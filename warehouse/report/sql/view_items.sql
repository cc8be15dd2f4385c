-- The agenda items that a document stands under or names: the latest title, and the label in each session (`75 58,76 60`).
SELECT
    body_code AS body,
    max_by(title, (session_number, label)) AS title,
    joined(list({a: session_number, b: label, text: session_number || ' ' || label})) AS sessions
FROM item_series
GROUP BY body_code, series_title
HAVING max(documents) > 0
ORDER BY body, series_title
