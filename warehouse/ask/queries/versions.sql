/*
question: How does each paragraph of a document read in another language?
parameters: [symbol, language, other, part, limit]
example: {symbol: A/RES/73/331, language: es, other: en, part: operative}
*/
SELECT
    parallel.symbol,
    parallel.part,
    paragraphs.label_path AS paragraph,
    parallel.language,
    paragraphs.text,
    parallel.parallel_language,
    other.text AS parallel_text,
    parallel.confidence,
    parallel.paragraph_id
FROM parallel_paragraphs AS parallel
INNER JOIN paragraphs ON parallel.paragraph_id = paragraphs.paragraph_id
INNER JOIN paragraphs AS other ON parallel.parallel_paragraph_id = other.paragraph_id
WHERE ($symbol IS NULL OR parallel.symbol = $symbol)
    AND ($language IS NULL OR parallel.language = $language)
    AND ($other IS NULL OR parallel.parallel_language = $other)
    AND ($part IS NULL OR parallel.part = $part)
ORDER BY parallel.symbol, paragraphs.paragraph_id, parallel.parallel_language
LIMIT $limit
