-- Documents that are in the warehouse in more than one language, with what ties them together and what sets them apart.
WITH several AS (
    SELECT
        symbol,
        count(DISTINCT language)::INTEGER AS versions,
        string_agg(DISTINCT language, ',' ORDER BY language) AS languages
    FROM documents
    WHERE language <> 'und'
    GROUP BY symbol
    HAVING count(DISTINCT language) > 1
),

paired AS (
    SELECT document_id, count(DISTINCT paragraph_id) AS parallel_paragraphs
    FROM parallel_paragraphs
    GROUP BY document_id
),

apart AS (
    SELECT document_id, count(*) AS differences
    FROM issues
    WHERE rule_id LIKE 'versions\_agree\_%' ESCAPE '\'
    GROUP BY document_id
)

SELECT
    documents.symbol,
    documents.language,
    documents.document_id,
    documents.title,
    several.versions,
    several.languages,
    documents.paragraph_count::BIGINT AS paragraphs,
    coalesce(paired.parallel_paragraphs, 0) AS parallel_paragraphs,
    coalesce(apart.differences, 0) AS differences
FROM documents
INNER JOIN several ON documents.symbol = several.symbol AND documents.language <> 'und'
LEFT JOIN paired ON documents.document_id = paired.document_id
LEFT JOIN apart ON documents.document_id = apart.document_id
