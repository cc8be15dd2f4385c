-- The documents that the page of a very large warehouse shows.
CREATE TEMP TABLE latest AS
SELECT document_id
FROM documents
ORDER BY document_date DESC NULLS LAST, document_id
LIMIT $most
