-- Who voted how: a letter a State, in the order of their ids (the first row has them): y, n, a, x for absent, - for no vote.
WITH states AS (SELECT DISTINCT entity_id FROM votes WHERE entity_id IS NOT NULL),

voted_on AS MATERIALIZED ( -- one language version of each
    SELECT DISTINCT ON (coalesce(symbol, document_id)) document_id, place
    FROM documents
    SEMI JOIN votes USING (document_id)
    INNER JOIN places USING (document_id)
    ORDER BY coalesce(symbol, document_id), place
),

cast_votes AS (
    SELECT
        place,
        entity_id,
        coalesce(CASE vote WHEN 'absent' THEN 'x' ELSE vote[1] END, '-') AS letter
    FROM voted_on
    CROSS JOIN states
    LEFT JOIN votes USING (document_id, entity_id)
),

ballots AS (SELECT place, joined(list({a: entity_id, text: letter})) AS ballot FROM cast_votes GROUP BY place)

SELECT
    place AS doc,
    replace(ballot, ',', '') AS ballot,
    CASE row_number() OVER by_place WHEN 1 THEN (SELECT string_agg(entity_id, ',' ORDER BY entity_id) FROM states) END AS states
FROM ballots
WINDOW by_place AS (ORDER BY place)
ORDER BY place
