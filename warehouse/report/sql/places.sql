-- Where each document stands: its place in the order of the index, and the part that holds its paragraphs.
CREATE TEMP TABLE places AS
SELECT
    document_id,
    row_number() OVER (ORDER BY document_id) - 1 AS place,
    -- Whole documents follow each other into a part until it is full.
    (sum(characters) OVER (ORDER BY document_id) - characters) // $part_characters AS part
FROM (
    SELECT document_id, coalesce(sum(length(text)), 0) AS characters
    FROM documents
    LEFT JOIN paragraphs USING (document_id)
    GROUP BY document_id
)
