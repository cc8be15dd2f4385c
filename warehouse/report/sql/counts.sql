-- How often each value of one dimension is named in each document. The page adds them up over the documents a reader
-- has chosen. Lists of numbers are written as text: as objects of Python they take many times the memory.
-- `key` is what the mentions of a paragraph carry too, so that a count leads to its sentences.
WITH named AS (
    SELECT 'session' AS dimension, document_id, session_of(body_code, session_kind, session_number) AS key
    FROM session_mentions
    UNION ALL
    SELECT 'item', document_id, item_of(body_code, session_number, label)
    FROM agenda_items
    UNION ALL
    SELECT 'citation', document_id, symbol
    FROM citations
    WHERE relation <> 'self'
    UNION ALL
    SELECT 'opening', document_id, opening_lemma
    FROM paragraphs
    UNION ALL
    SELECT 'entity', document_id, entity_id
    FROM entity_mentions
    UNION ALL
    SELECT 'year', document_id, year(start_date)::VARCHAR
    FROM date_mentions
),

counted AS (
    SELECT dimension, key, document_id, count(*) AS mentions
    FROM named
    WHERE key IS NOT NULL AND dimension = $dimension
    GROUP BY ALL
    UNION ALL
    SELECT 'term', term, document_id, mentions
    FROM terms
    SEMI JOIN (
        SELECT term
        FROM terms
        GROUP BY term
        ORDER BY sum(mentions) DESC, term
        LIMIT $terms
    ) USING (term)
    WHERE $dimension = 'term'
),

listed AS (
    SELECT
        dimension,
        key,
        sum(mentions) AS total,
        list_sort(list({place: place::INTEGER, mentions: mentions::INTEGER})) AS rows
    FROM counted
    INNER JOIN places USING (document_id)
    GROUP BY dimension, key
)

SELECT
    dimension,
    key,
    array_to_string(list_transform(rows, lambda one: one.place), ',') AS docs,
    array_to_string(list_transform(rows, lambda one: one.mentions), ',') AS mentions
FROM listed
ORDER BY total DESC, key
LIMIT $values
