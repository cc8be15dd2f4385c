/*
question: What changed in a resolution against the one before it under the same title?
parameters: [symbol, part, limit]
example: {symbol: A/RES/73/331, part: operative}
about: symbol
*/
SELECT
    documents.symbol,
    previous.symbol AS previous_symbol,
    changes.part,
    changes.change,
    changes.similarity,
    changes.deleted_text,
    changes.inserted_text,
    coalesce(paragraphs.label_path, gone.label_path) AS paragraph
FROM paragraph_changes AS changes
INNER JOIN documents ON changes.document_id = documents.document_id
INNER JOIN documents AS previous ON changes.previous_document_id = previous.document_id
LEFT JOIN paragraphs ON changes.paragraph_id = paragraphs.paragraph_id
LEFT JOIN paragraphs AS gone ON changes.previous_paragraph_id = gone.paragraph_id
WHERE ($symbol IS NULL OR documents.symbol = $symbol)
    AND ($part IS NULL OR changes.part = $part)
ORDER BY documents.symbol, previous.symbol, changes.paragraph_change_id
LIMIT $limit
