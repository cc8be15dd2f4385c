-- The place of each part's first document.
SELECT min(place) AS place
FROM places
GROUP BY part
ORDER BY place
