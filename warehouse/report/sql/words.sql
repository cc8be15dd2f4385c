-- Every word of the documents shown, in lower case, with the documents that have it, in the order of the index.
SELECT language, word, list_sort(list(DISTINCT place::INTEGER)) AS docs
FROM (
    SELECT
        place,
        coalesce(paragraphs.language, documents.language) AS language,
        unnest(regexp_extract_all(lower(text), '[\pL\pN]+')) AS word
    FROM paragraphs
    INNER JOIN documents USING (document_id)
    INNER JOIN places USING (document_id)
)
WHERE NOT regexp_matches(word, '\p{Han}') -- whole clauses, where no blanks stand between words: the page looks into the texts
GROUP BY ALL
ORDER BY language, word
