-- How many paragraphs of a part were changed in which way from one text to the next.
WITH counted AS (
    SELECT document_id, previous_document_id, part, change, count(*) AS paragraphs
    FROM paragraph_changes
    GROUP BY document_id, previous_document_id, part, change
)

SELECT
    counted.document_id,
    counted.previous_document_id,
    documents.symbol,
    previous.symbol AS previous_symbol,
    documents.session_number,
    counted.part,
    counted.change,
    counted.paragraphs,
    counted.paragraphs / sum(counted.paragraphs) OVER of_part AS share
FROM counted
INNER JOIN documents ON counted.document_id = documents.document_id
INNER JOIN documents AS previous ON counted.previous_document_id = previous.document_id
WINDOW of_part AS (PARTITION BY counted.document_id, counted.previous_document_id, counted.part)
