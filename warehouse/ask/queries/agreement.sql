/*
question: In how many paragraphs does a language version say what most of the others say?
parameters: [language, limit]
*/
WITH witnessed AS (
    SELECT language, paragraph_id
    FROM parallel_paragraphs
    WHERE part NOT IN ('masthead', 'title', 'closing', 'signature')
    GROUP BY ALL
    HAVING count(DISTINCT parallel_language) >= 2
),

compared AS (
    SELECT unnest(['dates', 'sessions', 'symbols', 'amounts']) AS compared
)

SELECT
    witnessed.language,
    compared.compared,
    count(DISTINCT witnessed.paragraph_id) AS paragraphs,
    count(DISTINCT issues.paragraph_id) AS alone,
    round(1 - alone / paragraphs, 4) AS agreement
FROM witnessed
CROSS JOIN compared
LEFT JOIN issues
    ON witnessed.paragraph_id = issues.paragraph_id
        AND issues.rule_id = 'versions_agree_' || compared.compared
WHERE $language IS NULL OR witnessed.language = $language
GROUP BY witnessed.language, compared.compared
ORDER BY witnessed.language, compared.compared
LIMIT $limit
